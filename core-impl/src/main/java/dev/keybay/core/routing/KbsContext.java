package dev.keybay.core.routing;

import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ServiceScope;
import org.osgi.service.servlet.context.ServletContextHelper;
import org.osgi.service.servlet.whiteboard.propertytypes.HttpWhiteboardContext;

/** The context of the router, and of nothing else, at {@code /kbs/v0}. */
@Component(
    service = ServletContextHelper.class,
    scope = ServiceScope.BUNDLE,
    property = "service.ranking:Integer=1000")
@HttpWhiteboardContext(name = KbsContext.NAME, path = KbsContext.PATH)
public final class KbsContext extends ServletContextHelper {
  static final String NAME = "kbs";
  static final String PATH = "/kbs/v0";
}
