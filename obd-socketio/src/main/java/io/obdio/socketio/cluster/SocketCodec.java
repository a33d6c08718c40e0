package io.obdio.socketio.cluster;

import io.obdio.socketio.server.Handshake;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A codec between clients and the objects by which Node servers describe them. */
final class SocketCodec {
  /** As JavaScript's {@code Date} writes itself. */
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern(
              "EEE MMM dd yyyy HH:mm:ss 'GMT+0000 (Coordinated Universal Time)'")
          .withLocale(Locale.ENGLISH)
          .withZone(ZoneOffset.UTC);

  /** Texts that are addresses or invalid, but no names. */
  private static final Pattern IP_ADDRESS =
      Pattern.compile("\\d{1,3}(\\.\\d{1,3}){3}|[0-9a-fA-F]*:[0-9a-fA-F:.]*");

  private SocketCodec() {}

  static Map<String, @Nullable Object> encode(ClusterSocket socket) {
    Map<String, @Nullable Object> map = new LinkedHashMap<>();
    map.put("id", socket.id());
    map.put("handshake", encode(socket.handshake()));
    map.put("rooms", List.copyOf(socket.rooms()));
    map.put("data", socket.data());
    return map;
  }

  private static Map<String, @Nullable Object> encode(Handshake handshake) {
    Map<String, @Nullable Object> map = new LinkedHashMap<>();
    map.put("headers", handshake.headers());
    map.put("time", TIME.format(handshake.time()));
    map.put("address", host(handshake.address()));
    map.put("xdomain", handshake.headers().containsKey("origin"));
    map.put("secure", handshake.secure());
    map.put("issued", handshake.time().toEpochMilli());
    map.put("url", handshake.uri());
    map.put("query", handshake.query());
    map.put("auth", handshake.auth());
    return map;
  }

  private static String host(InetSocketAddress address) {
    InetAddress resolved = address.getAddress();
    return resolved == null ? address.getHostString() : resolved.getHostAddress();
  }

  static ClusterSocket decode(@Nullable Object value) throws MessageException {
    MessageFields socket = MessageFields.of(value, "socket");
    return new ClusterSocket(
        socket.text("id"),
        handshake(socket.objectOrEmpty("handshake")),
        socket.texts("rooms"),
        PlainValues.present(socket.objectOrEmpty("data").values()));
  }

  private static Handshake handshake(MessageFields fields) {
    return new Handshake(
        address(fields.textOr("address", "")),
        fields.textOr("url", "/"),
        fields.objectOrEmpty("headers").strings(),
        fields.objectOrEmpty("query").strings(),
        fields.flag("secure"),
        Instant.ofEpochMilli(fields.numberOr("issued", 0)),
        fields.objectOrEmpty("auth").values());
  }

  /** Returns an address without asking the name service: another server may send any text. */
  private static InetSocketAddress address(String text) {
    if (IP_ADDRESS.matcher(text).matches()) {
      try {
        return new InetSocketAddress(InetAddress.getByName(text), 0);
      } catch (UnknownHostException e) {
        // not an address after all
      }
    }
    return InetSocketAddress.createUnresolved(text, 0);
  }
}
