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
 * What tells whether a client's copy is still good (RFC 9110, 8.8 and 13.1).
 *
 * @param tag the entity tag, with its quotes
 * @param modified when it was changed, or null when that is not known
 */
record Validators(String tag, @Nullable Instant modified) {
  private static final DateTimeFormatter HTTP_DATE =
      DateTimeFormatter.ofPattern("EEE, dd MMM yyyy HH:mm:ss 'GMT'", Locale.ROOT)
          .withZone(ZoneOffset.UTC);

  /** Of a file: its size and the time of its last change. */
  static Validators of(long size, FileTime changed) {
    String tag =
        '"'
            + Long.toHexString(size)
            + '-'
            + Long.toHexString(changed.to(TimeUnit.NANOSECONDS))
            + '"';
    return new Validators(tag, changed.toInstant().truncatedTo(ChronoUnit.SECONDS));
  }

  /** Sets the headers every response has that carries or names the content. */
  void tell(HttpExchange exchange) {
    exchange.responseHeader("etag", tag).responseHeader("cache-control", "no-cache");
    exchange.responseHeader("x-content-type-options", "nosniff");
    if (modified != null) {
      exchange.responseHeader("last-modified", HTTP_DATE.format(modified));
    }
  }

  /** Whether the client has it already: 304. */
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
