package dev.keybay.itests.plugins.quiet;

import org.osgi.service.component.annotations.Component;

/** Does nothing; what matters is that it runs. */
@Component(service = QuietComponent.class, immediate = true)
public final class QuietComponent {}
