package io.obdio.elm327.inspection;

/** The forms of requests whose rates an inspection compares. */
public enum RequestForm {
  /** One PID a request: {@code 010C}. */
  PLAIN(false, false, "one value a request"),
  /** One PID a request, with the number of response lines: {@code 010C1}. */
  COUNTED(false, true, "one value a request, with the response count"),
  /** Up to six PIDs a request: {@code 010C0D04050B0F}. */
  BATCH(true, false, "several values a request"),
  /** Up to six PIDs a request, with the number of response lines. */
  COUNTED_BATCH(true, true, "several values a request, with the response count");

  private final boolean batch;
  private final boolean counted;
  private final String text;

  RequestForm(boolean batch, boolean counted, String text) {
    this.batch = batch;
    this.counted = counted;
    this.text = text;
  }

  /** Returns whether a request has several PIDs. */
  public boolean batch() {
    return batch;
  }

  /** Returns whether a request ends with the number of response lines. */
  public boolean counted() {
    return counted;
  }

  /** Returns the form as a phrase. */
  public String text() {
    return text;
  }
}
