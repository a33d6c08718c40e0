package io.obdio.socketio.http;

import java.nio.file.attribute.FileTime;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The validators of content, by which a client's copy is compared (RFC 9110, 8.8 and 13.1).
 *
 * @param tag the entity tag, with its quotes
 * @param modified time of the last change, or null if it is not known
 */
record Validators(String tag, @Nullable Instant modified) {
  private static final DateTimeFormatter HTTP_DATE =
      DateTimeFormatter.ofPattern("EEE, dd MMM yyyy HH:mm:ss 'GMT'", Locale.ROOT)
          .withZone(ZoneOffset.UTC);

  /** Returns the validators of a file. */
  static Validators of(long size, FileTime changed) {
    String tag =
        '"'
            + Long.toHexString(size)
            + '-'
            + Long.toHexString(changed.to(TimeUnit.NANOSECONDS))
            + '"';
    return new Validators(tag, changed.toInstant().truncatedTo(ChronoUnit.SECONDS));
  }

  /** Adds the headers of a response with the content, or of a 304. */
  void addTo(HttpExchange exchange) {
    exchange.responseHeader("etag", tag).responseHeader("cache-control", "no-cache");
    if (modified != null) {
      exchange.responseHeader("last-modified", HTTP_DATE.format(modified));
    }
  }

  /** Returns whether the client has the content already, which is answered with 304. */
  boolean known(HttpExchange exchange) {
    String tags = exchange.header("if-none-match");
    return tags != null ? matches(tags) : unchangedSince(exchange.header("if-modified-since"));
  }

  private boolean matches(String ifNoneMatch) {
    for (String each : ifNoneMatch.split(",", -1)) {
      String known = each.trim();
      if (known.equals("*") || known.equals(tag) || known.equals("W/" + tag)) {
        return true;
      }
    }
    return false;
  }

  private boolean unchangedSince(@Nullable String ifModifiedSince) {
    if (ifModifiedSince == null || modified == null) {
      return false;
    }
    try {
      return !modified.isAfter(HTTP_DATE.parse(ifModifiedSince, Instant::from));
    } catch (DateTimeException e) {
      return false; // RFC 9110, 13.1.3: an invalid date is ignored
    }
  }
}
