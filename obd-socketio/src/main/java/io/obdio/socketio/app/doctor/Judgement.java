package io.obdio.socketio.app.doctor;

/**
 * The outcome of a check.
 *
 * @param verdict the outcome
 * @param text what was found, as a phrase
 * @param remedy what to do, as a sentence; empty if there is nothing to do
 */
record Judgement(Verdict verdict, String text, String remedy) {

  static Judgement ok(String text) {
    return new Judgement(Verdict.OK, text, "");
  }

  static Judgement skipped(String why) {
    return new Judgement(Verdict.SKIPPED, why, "");
  }

  static Judgement warn(String text, String remedy) {
    return new Judgement(Verdict.WARN, text, remedy);
  }

  static Judgement fail(String text, String remedy) {
    return new Judgement(Verdict.FAIL, text, remedy);
  }
}
