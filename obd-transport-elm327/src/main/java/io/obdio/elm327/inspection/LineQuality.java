package io.obdio.elm327.inspection;

/**
 * The quality of the line to an adapter.
 *
 * @param commands the number of commands that were sent
 * @param unanswered the number of them without any reply
 * @param repeated the number of commands that were sent again, because the reply was unusable
 * @param strayBytes the number of bytes that are no part of any reply, such as NUL
 * @param doubledEchoes the number of echoes with each character sent twice
 * @param replyMillis the median time from a command to the adapter itself to its reply, in ms
 * @param promptMillis the median time from the end of a reply to its prompt, in ms
 */
public record LineQuality(
    int commands,
    int unanswered,
    int repeated,
    int strayBytes,
    int doubledEchoes,
    double replyMillis,
    double promptMillis) {

  /** A line over which nothing was sent. */
  public static final LineQuality NONE = new LineQuality(0, 0, 0, 0, 0, 0, 0);
}
