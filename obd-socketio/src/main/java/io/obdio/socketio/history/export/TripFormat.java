package io.obdio.socketio.history.export;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** The forms in which a trip can be exported. */
public enum TripFormat {
  /** A table with a column for each command, for spreadsheets. */
  CSV("text/csv; charset=utf-8", "csv"),
  /** Trip, commands and samples. */
  JSON("application/json", "json"),
  /** The responses of the vehicle, which the transport {@code replay:} plays. */
  RECORDING("text/plain; charset=utf-8", "txt"),
  /** A table with the signals of the simulator as columns, for {@code log} in a scenario. */
  SIMULATOR("text/csv; charset=utf-8", "csv");

  private final String contentType;
  private final String extension;

  TripFormat(String contentType, String extension) {
    this.contentType = contentType;
    this.extension = extension;
  }

  /** Returns the media type. */
  public String contentType() {
    return contentType;
  }

  /** Returns the usual extension of a file, without a dot. */
  public String extension() {
    return extension;
  }

  /** Returns the name as it is written in requests and on the command line. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** Returns the format of this word; empty if there is none. */
  public static Optional<TripFormat> ofWord(String word) {
    return Arrays.stream(values()).filter(format -> format.word().equals(word)).findFirst();
  }
}
