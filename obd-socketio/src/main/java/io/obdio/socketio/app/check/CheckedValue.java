package io.obdio.socketio.app.check;

/**
 * An expected value and what became of it.
 *
 * @param line the number of the line, from 1
 * @param command the command as the line has it
 * @param id the name of the value
 * @param kind what became of it
 * @param detail the reason, for people; "" if the value is right
 */
public record CheckedValue(int line, String command, String id, ValueKind kind, String detail) {

  @Override
  public String toString() {
    return "line " + line + " " + command + " " + id + ": " + detail;
  }
}
