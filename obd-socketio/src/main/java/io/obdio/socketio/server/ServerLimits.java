package io.obdio.socketio.server;

/**
 * What a server bears; every limit is more than nothing. What happens beyond it stands with each.
 *
 * @param maxConnections TCP connections in all; further ones are closed at once
 * @param maxSessions Engine.IO sessions in all; further handshakes get 503
 * @param maxSessionsPerAddress sessions from one IP address; further handshakes get 429
 * @param maxPayload bytes of one message and of one polling request; the session is closed (413)
 * @param maxAttachments byte arrays of one packet from a client; the session is closed
 * @param maxNamespaces namespaces of one session; CONNECT_ERROR
 * @param maxPacketsPerSecond from one client, as a mean over a second; the session is closed
 * @param maxHeaderBytes of a request's headers; 431
 * @param maxUriBytes of a request line; 414
 * @param maxQueuedMessages that wait for a client; it is disconnected
 * @param maxQueuedBytes that wait for a client; it is disconnected
 * @param maxPendingAcks acknowledgements outstanding from one client; further ones fail at once
 */
public record ServerLimits(
    int maxConnections,
    int maxSessions,
    int maxSessionsPerAddress,
    int maxPayload,
    int maxAttachments,
    int maxNamespaces,
    int maxPacketsPerSecond,
    int maxHeaderBytes,
    int maxUriBytes,
    int maxQueuedMessages,
    int maxQueuedBytes,
    int maxPendingAcks) {

  /** Checks every limit. */
  public ServerLimits {
    positive("maxConnections", maxConnections);
    positive("maxSessions", maxSessions);
    positive("maxSessionsPerAddress", maxSessionsPerAddress);
    positive("maxPayload", maxPayload);
    positive("maxAttachments", maxAttachments);
    positive("maxNamespaces", maxNamespaces);
    positive("maxPacketsPerSecond", maxPacketsPerSecond);
    positive("maxHeaderBytes", maxHeaderBytes);
    positive("maxUriBytes", maxUriBytes);
    positive("maxQueuedMessages", maxQueuedMessages);
    positive("maxQueuedBytes", maxQueuedBytes);
    positive("maxPendingAcks", maxPendingAcks);
  }

  private static void positive(String name, int value) {
    if (value <= 0) {
      throw new IllegalArgumentException(name + " is " + value + ", must be 1 or more");
    }
  }

  /** Limits that suit a trusted network. */
  public static ServerLimits defaults() {
    return new Builder().build();
  }

  /** A builder that starts with the defaults. */
  public static Builder builder() {
    return new Builder();
  }

  /** Sets single limits; not for several threads. */
  public static final class Builder {
    private int connections = 25_000;
    private int sessions = 20_000;
    private int sessionsPerAddress = 20_000;
    private int payload = 1_000_000;
    private int attachments = 10;
    private int namespaces = 16;
    private int packetsPerSecond = 50_000;
    private int headerBytes = 16_384;
    private int uriBytes = 8_192;
    private int queuedMessages = 4_096;
    private int queuedBytes = 1_000_000;
    private int pendingAcks = 1_024;

    private Builder() {}

    /** Default 25,000. */
    public Builder maxConnections(int value) {
      connections = value;
      return this;
    }

    /** Default 20,000. */
    public Builder maxSessions(int value) {
      sessions = value;
      return this;
    }

    /** Default 20,000: set it lower where the server can be reached by strangers. */
    public Builder maxSessionsPerAddress(int value) {
      sessionsPerAddress = value;
      return this;
    }

    /** Default 1,000,000 bytes. */
    public Builder maxPayload(int value) {
      payload = value;
      return this;
    }

    /** Default 10. */
    public Builder maxAttachments(int value) {
      attachments = value;
      return this;
    }

    /** Default 16. */
    public Builder maxNamespaces(int value) {
      namespaces = value;
      return this;
    }

    /** Default 50,000: set it lower where the server can be reached by strangers. */
    public Builder maxPacketsPerSecond(int value) {
      packetsPerSecond = value;
      return this;
    }

    /** Default 16,384 bytes. */
    public Builder maxHeaderBytes(int value) {
      headerBytes = value;
      return this;
    }

    /** Default 8,192 bytes. */
    public Builder maxUriBytes(int value) {
      uriBytes = value;
      return this;
    }

    /** Default 4,096. */
    public Builder maxQueuedMessages(int value) {
      queuedMessages = value;
      return this;
    }

    /** Default 1,000,000 bytes. */
    public Builder maxQueuedBytes(int value) {
      queuedBytes = value;
      return this;
    }

    /** Default 1,024. */
    public Builder maxPendingAcks(int value) {
      pendingAcks = value;
      return this;
    }

    /**
     * The limits.
     *
     * @throws IllegalArgumentException if one is less than 1
     */
    public ServerLimits build() {
      return new ServerLimits(
          connections,
          sessions,
          sessionsPerAddress,
          payload,
          attachments,
          namespaces,
          packetsPerSecond,
          headerBytes,
          uriBytes,
          queuedMessages,
          queuedBytes,
          pendingAcks);
    }
  }
}
