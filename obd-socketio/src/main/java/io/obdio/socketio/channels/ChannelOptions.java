package io.obdio.socketio.channels;

import java.time.Duration;

/**
 * The options of the channels.
 *
 * @param channelsNamespace the namespace; empty for none
 * @param authTimeout time that a client has to authenticate
 * @param channelsEcho whether a {@code user_message} is sent to its sender as well
 */
public record ChannelOptions(String channelsNamespace, Duration authTimeout, boolean channelsEcho) {

  /** The namespace of the original. */
  public static final String DEFAULT_NAMESPACE = "/octane";

  /** Checks the ranges. */
  public ChannelOptions {
    if (!channelsNamespace.isEmpty() && !channelsNamespace.startsWith("/")) {
      channelsNamespace = "/" + channelsNamespace;
    }
    if (channelsNamespace.equals("/")) {
      throw new IllegalArgumentException(
          "the channels need a namespace of their own, such as " + DEFAULT_NAMESPACE);
    }
    if (authTimeout.isNegative() || authTimeout.isZero()) {
      throw new IllegalArgumentException("authTimeout must be above 0, not " + authTimeout);
    }
  }

  /** Returns the defaults: {@code /octane}, 10 s, with echo. */
  public static ChannelOptions defaults() {
    return new ChannelOptions(DEFAULT_NAMESPACE, Duration.ofSeconds(10), true);
  }
}
