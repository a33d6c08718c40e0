package io.obdio.socketio.alarm;

/** A rule that is not valid; the message names the member and the reason. */
public final class AlarmRuleException extends IllegalArgumentException {

  private static final long serialVersionUID = 1L;

  private final String member;

  AlarmRuleException(String member, String why) {
    super(member + ": " + why);
    this.member = member;
  }

  /** Returns the path of the member, such as {@code only_while.threshold}. */
  public String member() {
    return member;
  }
}
