package dev.keybay.itests.plugins.reserved;

import dev.keybay.api.plugin.KbsEndpoint;
import jakarta.servlet.Servlet;
import jakarta.servlet.http.HttpServlet;
import org.osgi.service.component.annotations.Component;

/** Claims a route of the house. */
@Component(service = Servlet.class)
@KbsEndpoint("orders")
public final class ReservedServlet extends HttpServlet {}
