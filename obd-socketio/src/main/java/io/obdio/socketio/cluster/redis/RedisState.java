package io.obdio.socketio.cluster.redis;

/** The states of the connection to Redis. */
public enum RedisState {
  /** Messages are exchanged with the other servers. */
  CONNECTED(""),
  /** The server does not answer; the connection is opened again when it does. */
  UNREACHABLE("Redis is not reachable"),
  /** The server refuses the user, the password, or a command that the adapter needs. */
  REFUSED("Redis refuses the connection");

  private final String problem;

  RedisState(String problem) {
    this.problem = problem;
  }

  /** Returns what prevents the exchange of messages, as a phrase; empty if nothing does. */
  public String problem() {
    return problem;
  }
}
