package io.obdio.socketio.app.kiosk;

import java.io.IOException;
import java.io.PrintWriter;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code obdio kiosk}: writes the unit that shows the dashboard on the full screen. */
@Command(
    name = "kiosk",
    description =
        "Writes a systemd unit that shows the dashboard on the full screen in Chromium, and prints how"
            + " to enable it.",
    mixinStandardHelpOptions = true,
    sortOptions = false)
public final class KioskCommand implements Callable<Integer> {

  /** The browser in Debian, and that in older versions of Raspberry Pi OS. */
  private static final List<String> BROWSERS =
      List.of("/usr/bin/chromium", "/usr/bin/chromium-browser");

  @Option(
      names = "--url",
      paramLabel = "URL",
      defaultValue = "http://127.0.0.1:48484/",
      description = "Address of the dashboard. Default: ${DEFAULT-VALUE}.")
  URI url = URI.create("/");

  @Option(
      names = "--user",
      paramLabel = "NAME",
      description = "Account that the browser runs under. Default: the one that runs sudo.")
  @Nullable String user;

  @Option(
      names = "--display",
      paramLabel = "NAME",
      defaultValue = "cage",
      description =
          "cage (a Wayland compositor for one window), or x (an X server). Default: ${DEFAULT-VALUE}.")
  Display display = Display.CAGE;

  @Option(
      names = "--browser",
      paramLabel = "FILE",
      description = "Chromium. Default: /usr/bin/chromium or /usr/bin/chromium-browser.")
  @Nullable Path browser;

  @Option(
      names = "--output",
      paramLabel = "FILE",
      defaultValue = "/etc/systemd/system/obdio-kiosk.service",
      description = "File to write; - prints the unit. Default: ${DEFAULT-VALUE}.")
  String output = "";

  @Spec @Nullable CommandSpec spec;

  @Override
  public Integer call() throws IOException {
    String text = new KioskUnit(display, browser(), user(), page()).text();
    PrintWriter out = spec().commandLine().getOut();
    if (output.equals("-")) {
      out.print(text);
      out.flush();
      return 0;
    }
    Path file = Path.of(output).toAbsolutePath();
    Files.writeString(file, text);
    String name = String.valueOf(file.getFileName());
    out.println("Wrote " + file + ". To install what it needs, and enable it:");
    out.println("  sudo apt install --no-install-recommends " + display.packages() + " chromium");
    out.println("  sudo systemctl daemon-reload");
    out.println("  sudo systemctl enable --now " + name);
    out.println("To disable it: sudo systemctl disable --now " + name);
    out.flush();
    return 0;
  }

  private String browser() {
    if (browser != null) {
      return absolute(browser);
    }
    return BROWSERS.stream()
        .filter(each -> Files.isExecutable(Path.of(each)))
        .findFirst()
        .orElse(BROWSERS.get(0));
  }

  private String absolute(Path path) {
    String text = path.toString();
    if (!path.isAbsolute() || text.chars().anyMatch(c -> c <= ' ' || c == '\'' || c == '"')) {
      throw wrong("--browser " + text + ": expected an absolute path without spaces and quotes");
    }
    return text;
  }

  private String user() {
    String name =
        Stream.of(user, System.getenv("SUDO_USER"), System.getProperty("user.name"))
            .filter(each -> each != null && !each.isEmpty())
            .findFirst()
            .orElse("");
    if (user == null && name.equals("root")) {
      throw wrong("--user is required: the account that the browser runs under, such as pi");
    }
    if (!name.matches("[A-Za-z_][A-Za-z0-9_.-]*")) {
      throw wrong("--user " + name + " is not the name of an account");
    }
    return name;
  }

  private URI page() {
    String scheme = url.getScheme() == null ? "" : url.getScheme().toLowerCase(Locale.ROOT);
    if (!List.of("http", "https").contains(scheme) || url.getHost() == null) {
      throw wrong("--url " + url + ": expected an address such as http://127.0.0.1:48484/");
    }
    return url;
  }

  private CommandSpec spec() {
    if (spec == null) {
      throw new IllegalStateException("picocli sets it");
    }
    return spec;
  }

  private ParameterException wrong(String message) {
    return new ParameterException(spec().commandLine(), message);
  }
}
