package io.obdio.socketio.uplink.homeassistant;

/**
 * The options of the discovery.
 *
 * @param prefix first levels of the topics, {@code homeassistant} unless Home Assistant has another
 *     discovery prefix
 * @param style of the messages
 * @param unavailable whether values are unavailable while the vehicle is offline; otherwise they
 *     keep their last state
 * @param queryAllowed whether there is a button that requests the values at once
 * @param clearAllowed whether there is a button that clears trouble codes
 */
public record HomeAssistantOptions(
    String prefix,
    DiscoveryStyle style,
    boolean unavailable,
    boolean queryAllowed,
    boolean clearAllowed) {

  /** The default prefix of Home Assistant. */
  public static final String DEFAULT_PREFIX = "homeassistant";

  /** Checks the prefix. */
  public HomeAssistantOptions {
    if (prefix.isEmpty()
        || prefix.startsWith("/")
        || prefix.endsWith("/")
        || prefix.startsWith("$")
        || prefix.chars().anyMatch(c -> c == '+' || c == '#' || c < ' ')) {
      throw new IllegalArgumentException("invalid discovery prefix: '" + prefix + "'");
    }
  }
}
