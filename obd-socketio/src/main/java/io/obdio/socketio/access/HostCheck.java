package io.obdio.socketio.access;

import io.obdio.socketio.http.HttpExchange;
import io.obdio.socketio.http.Network;
import io.obdio.socketio.http.RequestHandler;
import io.obdio.socketio.netty.LogText;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A check of the {@code Host} header, before all routes and upgrades. It must name this machine: an
 * address of an interface, {@code localhost}, the machine's own name, a name in {@code .local} (RFC
 * 6762), or a configured name. Otherwise a page could point a name of its own domain at this
 * machine (DNS rebinding) and be of the same origin. Requests without the header are accepted,
 * because every browser sends it.
 */
public final class HostCheck implements RequestHandler {

  private static final Logger log = LoggerFactory.getLogger(HostCheck.class);

  private static final int MAX_LOGGED_HOSTS = 100;

  private final LocalAddresses localAddresses;
  private final Supplier<List<String>> allowedHosts;
  private final Set<String> refused = ConcurrentHashMap.newKeySet();
  private final Set<String> names = new HashSet<>(Set.of("localhost"));

  /**
   * Creates a check.
   *
   * @param allowedHosts returns the configured names, which may change
   */
  HostCheck(LocalAddresses localAddresses, Supplier<List<String>> allowedHosts) {
    this.localAddresses = localAddresses;
    this.allowedHosts = allowedHosts;
    String own = ownName();
    if (!own.isBlank()) {
      names.add(normal(own));
    }
  }

  /** Returns this machine's name without asking a name server; empty if it is unknown. */
  private static String ownName() {
    try {
      return Files.readString(Path.of("/proc/sys/kernel/hostname"));
    } catch (IOException e) {
      log.debug("not Linux: the name is in the environment", e);
      Map<String, String> environment = System.getenv();
      return environment.getOrDefault("COMPUTERNAME", environment.getOrDefault("HOSTNAME", ""));
    }
  }

  private static String normal(String name) {
    String lower = name.strip().toLowerCase(Locale.ROOT);
    return lower.endsWith(".") ? lower.substring(0, lower.length() - 1) : lower;
  }

  @Override
  public boolean handle(HttpExchange exchange) {
    String host = exchange.header("host");
    if (host == null || isAllowed(host)) {
      return false;
    }
    logOnce(host);
    exchange.respond(
        403,
        "text/plain; charset=utf-8",
        "The Host header does not name this server; add the name with --allowed-hosts\n");
    return true;
  }

  /** Logs the first refusal of a name; an attacker may send any number of names. */
  private void logOnce(String host) {
    String name = LogText.of(withoutPort(host.strip()));
    if (refused.size() < MAX_LOGGED_HOSTS && refused.add(name)) {
      log.warn(
          "A request to the host '{}' was refused. If this is a name of this server, add it to"
              + " allowed-hosts (--allowed-hosts={}). Further ones are not logged.",
          name,
          name);
    }
  }

  /** Returns whether a {@code Host} header, with or without a port, names this machine. */
  public boolean isAllowed(String header) {
    String host = normal(withoutPort(header.strip()));
    return names.contains(host)
        || host.endsWith(".local")
        || isLocalAddress(host)
        || allowedHosts.get().stream().anyMatch(name -> normal(name).equals(host));
  }

  private boolean isLocalAddress(String host) {
    String literal =
        host.startsWith("[") && host.endsWith("]") ? host.substring(1, host.length() - 1) : host;
    return Network.parseAddress(literal).map(localAddresses::isLocal).orElse(false);
  }

  private static String withoutPort(String header) {
    int colon = header.lastIndexOf(':');
    boolean port = colon > header.lastIndexOf(']') && header.indexOf(':') == colon;
    return port || header.startsWith("[") && colon > header.indexOf(']')
        ? header.substring(0, colon)
        : header;
  }
}
