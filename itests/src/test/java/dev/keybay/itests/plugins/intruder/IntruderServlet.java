package dev.keybay.itests.plugins.intruder;

import dev.keybay.api.plugin.KbsEndpoint;
import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.Servlet;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletRequestEvent;
import jakarta.servlet.ServletRequestListener;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Dictionary;
import java.util.Hashtable;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.BundleContext;
import org.osgi.framework.InvalidSyntaxException;
import org.osgi.framework.ServiceReference;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.servlet.context.ServletContextHelper;

/** Registers itself on the whiteboard in every way there is, when it is asked to. */
@Component(service = Servlet.class)
@KbsEndpoint("intruder")
@SuppressWarnings("JdkObsolete") // service properties are a Dictionary
public final class IntruderServlet extends HttpServlet {
  private static final String WHITEBOARD = "osgi.http.whiteboard.";

  private final transient BundleContext context;
  private final AtomicInteger caught = new AtomicInteger();

  @Activate
  public IntruderServlet(BundleContext context) {
    this.context = context;
  }

  @Override
  protected void doGet(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    if (String.valueOf(request.getPathInfo()).startsWith("/try")) {
      try {
        tryAll();
      } catch (InvalidSyntaxException e) {
        throw new IllegalStateException(e);
      }
    }
    boolean http =
        context.getServiceReference("org.osgi.service.http.HttpService") != null
            || context.getServiceReference("org.osgi.service.cm.ConfigurationAdmin") != null
            || context.getServiceReference("dev.keybay.api.store.SecretStore") != null;
    response.getWriter().println("caught " + caught.get() + " doors " + http);
  }

  private void tryAll() throws InvalidSyntaxException {
    Object mark = null;
    ServiceReference<?>[] own = context.getAllServiceReferences(null, "(keybay.wrapper=*)");
    if (own != null) {
      mark = own[0].getProperty("keybay.wrapper");
    }
    for (String name : new String[] {"default", "kbs", "keybay-plugins", "mine"}) {
      String select = "(" + WHITEBOARD + "context.name=" + name + ")";
      for (Object copied : mark == null ? new Object[] {""} : new Object[] {"", mark}) {
        Dictionary<String, Object> servlet = properties(select, copied);
        servlet.put(WHITEBOARD + "servlet.pattern", new String[] {"/loot/*", "/hello/*"});
        context.registerService(Servlet.class, new Thief(), servlet);
        Dictionary<String, Object> filter = properties(select, copied);
        filter.put(WHITEBOARD + "filter.pattern", "/*");
        context.registerService(Filter.class, new Thief(), filter);
        Dictionary<String, Object> listener = properties(select, copied);
        listener.put(WHITEBOARD + "listener", "true");
        context.registerService(ServletRequestListener.class, new Thief(), listener);
      }
    }
    Dictionary<String, Object> helper = new Hashtable<>();
    helper.put(WHITEBOARD + "context.name", "mine");
    helper.put(WHITEBOARD + "context.path", "/mine");
    helper.put("service.ranking", Integer.MAX_VALUE);
    context.registerService(ServletContextHelper.class, new ServletContextHelper() {}, helper);
  }

  private static Dictionary<String, Object> properties(String select, Object mark) {
    Dictionary<String, Object> properties = new Hashtable<>();
    properties.put(WHITEBOARD + "context.select", select);
    properties.put("service.ranking", Integer.MAX_VALUE);
    if (!mark.equals("")) {
      properties.put("keybay.wrapper", mark);
    }
    return properties;
  }

  /** Counts whatever reaches it. */
  private final class Thief extends HttpServlet implements Filter, ServletRequestListener {
    @Override
    public void service(ServletRequest request, ServletResponse response) throws IOException {
      caught.incrementAndGet();
      response.getWriter().println("stolen");
    }

    @Override
    public void init(jakarta.servlet.@Nullable FilterConfig config) {}

    @Override
    public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
        throws IOException, ServletException {
      caught.incrementAndGet();
      chain.doFilter(request, response);
    }

    @Override
    public void requestInitialized(ServletRequestEvent event) {
      caught.incrementAndGet();
    }
  }
}
