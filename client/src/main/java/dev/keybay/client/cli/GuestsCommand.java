package dev.keybay.client.cli;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code keybay guests}. */
@Command(
    name = "guests",
    description = "Lists the guests that have attested.",
    footerHeading = "%nExamples:%n",
    footer = {"  keybay guests", "  keybay guests --json"})
final class GuestsCommand implements Runnable {

  @Mixin private AdminOptions admin;
  @Mixin private OutputOptions output;

  @Override
  public void run() {
    List<Map<String, @Nullable Object>> guests = admin.client().guests();
    String[] columns =
        guests.stream().flatMap(guest -> guest.keySet().stream()).distinct().toArray(String[]::new);
    output.print(
        guests, () -> guests.isEmpty() ? "no guests" : Table.of(guests, columns).toString());
  }
}
