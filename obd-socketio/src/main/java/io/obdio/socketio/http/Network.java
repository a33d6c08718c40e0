package io.obdio.socketio.http;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.Optional;

/**
 * An IP address or a network in CIDR notation (RFC 4632), such as {@code 192.168.1.0/24}.
 * Immutable.
 */
public final class Network {

  private final byte[] address;
  private final int prefix;

  private Network(byte[] address, int prefix) {
    this.address = masked(address, prefix);
    this.prefix = prefix;
  }

  private static byte[] masked(byte[] address, int prefix) {
    byte[] masked = address.clone();
    for (int bit = prefix; bit < masked.length * 8; bit++) {
      masked[bit / 8] &= (byte) ~(0x80 >>> bit % 8);
    }
    return masked;
  }

  /**
   * Parses an address or a network; host names are not resolved.
   *
   * @throws IllegalArgumentException if the text is neither
   */
  public static Network parse(String text) {
    int slash = text.indexOf('/');
    byte[] address = literal(slash < 0 ? text : text.substring(0, slash));
    int bits = address.length * 8;
    int prefix = slash < 0 ? bits : number(text, text.substring(slash + 1), bits);
    return new Network(address, prefix);
  }

  private static byte[] literal(String text) {
    return parseAddress(text)
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "'" + text + "' is not an IP address or network such as 192.168.1.0/24"))
        .getAddress();
  }

  /** Returns the address that a text represents, or empty; host names are not resolved. */
  public static Optional<InetAddress> parseAddress(String text) {
    // InetAddress would ask a name server for anything that is not an address.
    boolean isLiteral =
        text.indexOf(':') >= 0
            ? text.matches("[0-9a-fA-F:.]+")
            : text.matches("\\d{1,3}(\\.\\d{1,3}){3}");
    try {
      return isLiteral ? Optional.of(InetAddress.getByName(text)) : Optional.empty();
    } catch (UnknownHostException e) {
      return Optional.empty();
    }
  }

  private static int number(String text, String prefix, int max) {
    if (prefix.matches("\\d{1,3}") && Integer.parseInt(prefix) <= max) {
      return Integer.parseInt(prefix);
    }
    throw new IllegalArgumentException(
        "'" + text + "': expected a prefix length from 0 to " + max + " after the slash");
  }

  /** Returns the network of the first {@code prefix} bits of an address. */
  public static Network of(InetAddress address, int prefix) {
    byte[] bytes = address.getAddress();
    return new Network(bytes, Math.min(prefix, bytes.length * 8));
  }

  /** Returns whether the address is in this network. */
  public boolean contains(InetAddress other) {
    byte[] bytes = other.getAddress();
    return bytes.length == address.length && Arrays.equals(address, masked(bytes, prefix));
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Network that
        && prefix == that.prefix
        && Arrays.equals(address, that.address);
  }

  @Override
  public int hashCode() {
    return 31 * Arrays.hashCode(address) + prefix;
  }

  @Override
  public String toString() {
    try {
      String host = InetAddress.getByAddress(address).getHostAddress();
      return prefix == address.length * 8 ? host : host + "/" + prefix;
    } catch (UnknownHostException e) {
      throw new IllegalStateException("an address of " + address.length + " bytes", e);
    }
  }
}
