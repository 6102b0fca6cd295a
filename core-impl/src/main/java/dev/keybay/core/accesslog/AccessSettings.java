package dev.keybay.core.accesslog;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;
import org.osgi.service.metatype.annotations.Option;

/** Settings of the access log, PID {@link #PID}. All are applied at once. */
@ObjectClassDefinition(name = "Keybay access log", description = "One line for each request")
public @interface AccessSettings {
  String PID = "keybay.access";

  @AttributeDefinition(name = "Enabled", description = "Whether requests are logged")
  boolean enabled() default false;

  @AttributeDefinition(
      name = "Format",
      description = "keyvalue: key=\"value\" pairs; json: an object on each line",
      options = {@Option("keyvalue"), @Option("json")})
  String format() default "keyvalue";

  @AttributeDefinition(
      name = "To",
      description = "file: log/access.log in the data folder; stdout: standard output",
      options = {@Option("file"), @Option("stdout")})
  String to() default "file";
}
