package io.obdio.socketio.uplink.mqtt;

import com.hivemq.client.mqtt.exceptions.ConnectionClosedException;
import com.hivemq.client.mqtt.mqtt5.exceptions.Mqtt5ConnAckException;
import com.hivemq.client.mqtt.mqtt5.exceptions.Mqtt5DisconnectException;
import com.hivemq.client.mqtt.mqtt5.exceptions.Mqtt5PubAckException;
import com.hivemq.client.mqtt.mqtt5.message.connect.connack.Mqtt5ConnAckReasonCode;
import com.hivemq.client.mqtt.mqtt5.message.disconnect.Mqtt5DisconnectReasonCode;
import com.hivemq.client.mqtt.mqtt5.message.publish.puback.Mqtt5PubAckReasonCode;
import java.net.ConnectException;
import java.net.UnknownHostException;
import java.util.Locale;
import java.util.Map;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/** The texts for people about connections that were lost or refused, with what to do. */
final class ConnectionReasons {

  private static final Map<Mqtt5ConnAckReasonCode, String> REFUSED =
      Map.of(
          Mqtt5ConnAckReasonCode.BAD_USER_NAME_OR_PASSWORD,
          "the broker refuses the user name or the password: check both",
          Mqtt5ConnAckReasonCode.NOT_AUTHORIZED,
          "the broker does not admit this client: check user name and password, or the client"
              + " certificate, and what the broker permits",
          Mqtt5ConnAckReasonCode.CLIENT_IDENTIFIER_NOT_VALID,
          "the broker refuses the client id: choose another one",
          Mqtt5ConnAckReasonCode.UNSUPPORTED_PROTOCOL_VERSION,
          "the broker does not support MQTT 5: use a later version, such as mosquitto 1.6",
          Mqtt5ConnAckReasonCode.BANNED,
          "the broker has banned this client",
          Mqtt5ConnAckReasonCode.QUOTA_EXCEEDED,
          "the broker has reached a limit, such as its number of clients",
          Mqtt5ConnAckReasonCode.RETAIN_NOT_SUPPORTED,
          "the broker does not keep retained messages: enable them there",
          Mqtt5ConnAckReasonCode.SERVER_BUSY,
          "the broker is busy");

  private static final Map<Mqtt5DisconnectReasonCode, String> ENDED =
      Map.of(
          Mqtt5DisconnectReasonCode.SESSION_TAKEN_OVER,
          "another client has connected with the same client id: each needs its own",
          Mqtt5DisconnectReasonCode.SERVER_SHUTTING_DOWN,
          "the broker shuts down",
          Mqtt5DisconnectReasonCode.KEEP_ALIVE_TIMEOUT,
          "the broker has received nothing for too long",
          Mqtt5DisconnectReasonCode.NOT_AUTHORIZED,
          "the broker has withdrawn its permission",
          Mqtt5DisconnectReasonCode.ADMINISTRATIVE_ACTION,
          "the administrator of the broker has ended the connection",
          Mqtt5DisconnectReasonCode.PACKET_TOO_LARGE,
          "the broker does not accept messages as large as the last one");

  private ConnectionReasons() {}

  /** Returns a text for people, without secrets. */
  static String text(Throwable failure) {
    if (cause(failure, Mqtt5ConnAckException.class) instanceof Mqtt5ConnAckException e) {
      Mqtt5ConnAckReasonCode code = e.getMqttMessage().getReasonCode();
      return coded(REFUSED.get(code), "the broker refuses the connection", code, code.getCode());
    }
    if (cause(failure, Mqtt5DisconnectException.class) instanceof Mqtt5DisconnectException e) {
      Mqtt5DisconnectReasonCode code = e.getMqttMessage().getReasonCode();
      return coded(ENDED.get(code), "the broker has ended the connection", code, code.getCode());
    }
    if (cause(failure, Mqtt5PubAckException.class) instanceof Mqtt5PubAckException e) {
      Mqtt5PubAckReasonCode code = e.getMqttMessage().getReasonCode();
      String text =
          code == Mqtt5PubAckReasonCode.NOT_AUTHORIZED
              ? "the broker does not permit to publish to this topic"
              : null;
      return coded(text, "the broker refuses the message", code, code.getCode());
    }
    if (cause(failure, SSLException.class) instanceof SSLException e) {
      return tls(deepestMessage(e));
    }
    if (cause(failure, UnknownHostException.class) != null) {
      return "the name of the broker cannot be resolved: check it and the network";
    }
    if (cause(failure, ConnectException.class) != null) {
      return "no broker accepts connections there: check address and port, and that it is running";
    }
    String message = deepestMessage(failure);
    return cause(failure, ConnectionClosedException.class) != null
            || message.contains("Connection reset")
        ? "the broker or the network has closed the connection"
        : message;
  }

  private static String coded(@Nullable String text, String other, Enum<?> code, int number) {
    String name = code.name().toLowerCase(Locale.ROOT).replace('_', ' ');
    return (text == null ? other + ": " + name : text)
        + String.format(" (reason code 0x%02x)", number);
  }

  private static String tls(String message) {
    if (message.contains("certification path") || message.contains("trust anchors")) {
      return "the certificate of the broker is not signed by a trusted authority: give the file"
          + " with the authority's certificate";
    }
    if (message.contains("subject alternative")
        || message.contains("No name matching")
        || message.contains("not verified")) {
      return "the certificate of the broker is for another host name: use a name that it lists ("
          + message
          + ")";
    }
    if (message.contains("certificate_required") || message.contains("bad_certificate")) {
      return "the broker demands a client certificate that it trusts (" + message + ")";
    }
    return "TLS failed: " + message;
  }

  private static String deepestMessage(Throwable failure) {
    Throwable deepest = failure;
    while (deepest.getCause() != null && deepest.getCause() != deepest) {
      deepest = deepest.getCause();
    }
    String message = deepest.getMessage();
    return message == null || message.isEmpty() ? deepest.getClass().getSimpleName() : message;
  }

  private static @Nullable Throwable cause(Throwable failure, Class<? extends Throwable> type) {
    for (Throwable t = failure; t != null; t = t.getCause()) {
      if (type.isInstance(t)) {
        return t;
      }
    }
    return null;
  }
}
