package io.obdio.socketio.cluster;

import java.time.Duration;

/**
 * The options of a cluster. All servers of a cluster must agree on the protocol, the streams and
 * the prefixes.
 *
 * @param protocol by which the servers exchange messages
 * @param streamName name of the stream with the events, or the start of it if there are several
 * @param streamCount number of streams over which namespaces are distributed, 1 to 1000
 * @param channelPrefix start of the names of the channels
 * @param maxLength approximate number of events that a stream keeps, at least 1; what a server that
 *     lags further behind misses is lost
 * @param sessionPrefix start of the keys of stored sessions
 * @param requestTimeout time to wait for the answers of other servers
 * @param maxQueued number of messages that the store has not answered, or that wait while it is not
 *     reachable; further ones are dropped and counted
 * @param emitter whether the events of {@code @socket.io/redis-emitter} are received, which the
 *     classic protocol does anyway
 * @param pythonChannel the channel of a write-only manager of python-socketio; empty for none
 */
public record ClusterOptions(
    ClusterProtocol protocol,
    String streamName,
    int streamCount,
    String channelPrefix,
    int maxLength,
    String sessionPrefix,
    Duration requestTimeout,
    int maxQueued,
    boolean emitter,
    String pythonChannel) {

  /** The time that Node servers wait for answers. */
  static final Duration NODE_TIMEOUT = Duration.ofSeconds(5);

  private static final int MAX_STREAMS = 1_000;

  /** Checks the ranges. */
  public ClusterOptions {
    if (streamName.isEmpty() || channelPrefix.isEmpty() || sessionPrefix.isEmpty()) {
      throw new IllegalArgumentException(
          "the names of the stream, channels and sessions are empty");
    }
    if (streamCount < 1 || streamCount > MAX_STREAMS) {
      throw new IllegalArgumentException("streamCount " + streamCount + " is not in 1 to 1000");
    }
    if (maxLength < 1 || maxQueued < 1) {
      throw new IllegalArgumentException("maxLength and maxQueued must be at least 1");
    }
    if (requestTimeout.isNegative() || requestTimeout.isZero()) {
      throw new IllegalArgumentException("requestTimeout must be above 0");
    }
  }

  /**
   * Returns the defaults of Node's {@code @socket.io/redis-streams-adapter}: one stream {@code
   * socket.io} of 10,000 events, 5 s for requests; and at most 50,000 queued messages.
   */
  public static ClusterOptions defaults() {
    return new ClusterOptions(
        ClusterProtocol.STREAMS,
        "socket.io",
        1,
        "socket.io",
        10_000,
        "sio:session:",
        NODE_TIMEOUT,
        50_000,
        false,
        "");
  }

  /** Returns these options with another protocol. */
  public ClusterOptions withProtocol(ClusterProtocol value) {
    Copy copy = new Copy(this);
    copy.protocol = value;
    return copy.options();
  }

  /** Returns these options with another stream. */
  public ClusterOptions withStream(String name, int count, int length) {
    Copy copy = new Copy(this);
    copy.streamName = name;
    copy.streamCount = count;
    copy.maxLength = length;
    return copy.options();
  }

  /** Returns these options with another prefix of the channels. */
  public ClusterOptions withChannelPrefix(String prefix) {
    Copy copy = new Copy(this);
    copy.channelPrefix = prefix;
    return copy.options();
  }

  /** Returns these options with another timeout of requests. */
  public ClusterOptions withRequestTimeout(Duration timeout) {
    Copy copy = new Copy(this);
    copy.requestTimeout = timeout;
    return copy.options();
  }

  /** Returns these options with another bound of the queue. */
  public ClusterOptions withMaxQueued(int messages) {
    Copy copy = new Copy(this);
    copy.maxQueued = messages;
    return copy.options();
  }

  /**
   * Returns these options with other programs that send events and are no servers.
   *
   * @param fromEmitter whether the events of {@code @socket.io/redis-emitter} are received
   * @param python the channel of python-socketio, whose default is {@code socketio}; empty for none
   */
  public ClusterOptions withSenders(boolean fromEmitter, String python) {
    Copy copy = new Copy(this);
    copy.emitter = fromEmitter;
    copy.pythonChannel = python;
    return copy.options();
  }

  /** Options that can be changed. */
  private static final class Copy {
    private ClusterProtocol protocol;
    private String streamName;
    private int streamCount;
    private String channelPrefix;
    private int maxLength;
    private String sessionPrefix;
    private Duration requestTimeout;
    private int maxQueued;
    private boolean emitter;
    private String pythonChannel;

    Copy(ClusterOptions options) {
      protocol = options.protocol;
      streamName = options.streamName;
      streamCount = options.streamCount;
      channelPrefix = options.channelPrefix;
      maxLength = options.maxLength;
      sessionPrefix = options.sessionPrefix;
      requestTimeout = options.requestTimeout;
      maxQueued = options.maxQueued;
      emitter = options.emitter;
      pythonChannel = options.pythonChannel;
    }

    ClusterOptions options() {
      return new ClusterOptions(
          protocol,
          streamName,
          streamCount,
          channelPrefix,
          maxLength,
          sessionPrefix,
          requestTimeout,
          maxQueued,
          emitter,
          pythonChannel);
    }
  }
}
