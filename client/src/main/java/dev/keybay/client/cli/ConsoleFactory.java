package dev.keybay.client.cli;

import java.lang.reflect.Constructor;
import picocli.CommandLine;

/** Makes commands and mixins, handing the {@link Console} to those whose constructor wants it. */
final class ConsoleFactory implements CommandLine.IFactory {

  private final Console console;

  ConsoleFactory(Console console) {
    this.console = console;
  }

  @Override
  public <K> K create(Class<K> type) throws Exception {
    for (Constructor<?> constructor : type.getDeclaredConstructors()) {
      Class<?>[] parameters = constructor.getParameterTypes();
      if (parameters.length == 1 && parameters[0] == Console.class) {
        constructor.setAccessible(true);
        return type.cast(constructor.newInstance(console));
      }
    }
    return CommandLine.defaultFactory().create(type);
  }
}
