package io.obdio.socketio.http.server;

import io.obdio.socketio.http.Network;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The proxies whose headers name the client: {@code Forwarded} (RFC 7239), or {@code
 * X-Forwarded-For} and {@code X-Forwarded-Proto}. Each proxy adds the address that it received the
 * request from at the end, so that the last address that is not a trusted proxy's is the client's.
 */
final class TrustedProxies {
  private static final Pattern FOR = Pattern.compile("(?i)(?:^|;)\\s*for=(\"[^\"]*\"|[^;\\s]*)");
  private static final Pattern PROTO = Pattern.compile("(?i)(?:^|;)\\s*proto=\"?(https?)\"?");

  private final List<Network> networks;

  TrustedProxies(List<Network> networks) {
    this.networks = networks;
  }

  /** Returns whether a peer is a trusted proxy. */
  boolean trusts(InetSocketAddress peer) {
    InetAddress address = peer.getAddress();
    return address != null && trusts(address);
  }

  /** Returns whether an address is that of a trusted proxy. */
  boolean trusts(InetAddress address) {
    return networks.stream().anyMatch(network -> network.contains(address));
  }

  /**
   * Returns the client's address.
   *
   * @param peer the connection's address
   * @param forwarded the values of {@code Forwarded}
   * @param forwardedFor the values of {@code X-Forwarded-For}
   * @return the peer's address unless it is a trusted proxy whose header is valid
   */
  InetSocketAddress client(
      InetSocketAddress peer, List<String> forwarded, List<String> forwardedFor) {
    if (!trusts(peer)) {
      return peer;
    }
    List<String> hops = forwarded.isEmpty() ? elements(forwardedFor) : nodes(forwarded);
    Collections.reverse(hops);
    InetSocketAddress client = peer;
    for (String hop : hops) {
      Optional<InetAddress> address = Network.parseAddress(withoutPort(hop));
      if (address.isEmpty()) {
        return client; // an obfuscated identifier, or not an address
      }
      client = new InetSocketAddress(address.get(), 0);
      if (!trusts(address.get())) {
        return client;
      }
    }
    return client;
  }

  /** Returns the scheme that the client used, as the proxy reports it; null if it does not. */
  static @Nullable String scheme(List<String> forwarded, @Nullable String forwardedProto) {
    List<String> elements = elements(forwarded);
    if (!elements.isEmpty()) {
      Matcher proto = PROTO.matcher(elements.get(elements.size() - 1));
      return proto.find() ? proto.group(1).toLowerCase(Locale.ROOT) : null;
    }
    if (forwardedProto == null) {
      return null;
    }
    String[] schemes = forwardedProto.split(",", -1);
    String last = schemes[schemes.length - 1].strip().toLowerCase(Locale.ROOT);
    return last.equals("http") || last.equals("https") ? last : null;
  }

  private static List<String> elements(List<String> headers) {
    List<String> elements = new ArrayList<>();
    for (String header : headers) {
      for (String element : header.split(",", -1)) {
        elements.add(element.strip());
      }
    }
    return elements;
  }

  private static List<String> nodes(List<String> forwarded) {
    List<String> nodes = new ArrayList<>();
    for (String element : elements(forwarded)) {
      Matcher node = FOR.matcher(element);
      nodes.add(node.find() ? node.group(1).replace("\"", "") : "");
    }
    return nodes;
  }

  /** Removes the port, and the brackets of an IPv6 address. */
  private static String withoutPort(String node) {
    if (node.startsWith("[")) {
      int end = node.indexOf(']');
      return end < 0 ? "" : node.substring(1, end);
    }
    int colon = node.indexOf(':');
    boolean port = colon >= 0 && colon == node.lastIndexOf(':');
    return port ? node.substring(0, colon) : node;
  }
}
