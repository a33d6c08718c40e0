package io.obdio.isotp.network;

/** A rule that decides whether a received message is the response to a request. */
@FunctionalInterface
public interface ResponseMatcher {

  /** The relation of a message to a request. */
  enum Match {
    /** The message is the response. */
    ANSWER,
    /** The message announces that the response will follow later. */
    PENDING,
    /**
     * The message has nothing to do with the request, such as a late response to an earlier one.
     */
    OTHER
  }

  /** The rule that accepts every message. */
  ResponseMatcher ANY = (request, message) -> Match.ANSWER;

  /** Returns the relation of a message to a request; must not change the arrays. */
  Match match(byte[] request, byte[] message);
}
