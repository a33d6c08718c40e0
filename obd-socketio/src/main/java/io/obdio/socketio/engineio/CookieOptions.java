package io.obdio.socketio.engineio;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * The attributes of the cookie with the session id (RFC 6265), by which a load balancer can find
 * the server of a session.
 *
 * @param name of the cookie
 * @param path for which browsers send it
 * @param sameSite whether pages of other sites send it
 * @param httpOnly whether it is hidden from scripts
 * @param secure whether it is sent over TLS only; on servers with TLS it always is
 * @param maxAge time that browsers keep it; null until they are closed
 */
public record CookieOptions(
    String name,
    String path,
    SameSite sameSite,
    boolean httpOnly,
    boolean secure,
    @Nullable Duration maxAge) {

  /** The values of the attribute {@code SameSite}. */
  public enum SameSite {
    /** Only pages of the same site send the cookie. */
    STRICT("Strict"),
    /** Pages of other sites send the cookie when a user follows a link. */
    LAX("Lax"),
    /** All pages send the cookie; it must be secure. */
    NONE("None");

    private final String text;

    SameSite(String text) {
      this.text = text;
    }
  }

  /** Checks the name. */
  public CookieOptions {
    if (!name.matches("[!#$%&'*+.^_`|~0-9A-Za-z-]+")) {
      throw new IllegalArgumentException("'" + name + "' is not a name of a cookie");
    }
  }

  /** Returns a cookie with the attributes of Node's server: path /, HttpOnly, SameSite=Lax. */
  public static CookieOptions of(String name) {
    return new CookieOptions(name, "/", SameSite.LAX, true, false, null);
  }

  /**
   * Returns the value of {@code Set-Cookie}.
   *
   * @param encrypted whether the client uses TLS
   */
  public String header(String value, boolean encrypted) {
    StringBuilder header = new StringBuilder(80);
    header.append(name).append('=').append(value).append("; Path=").append(path);
    if (maxAge != null) {
      header.append("; Max-Age=").append(maxAge.toSeconds());
    }
    if (httpOnly) {
      header.append("; HttpOnly");
    }
    if (secure || encrypted) {
      header.append("; Secure");
    }
    return header.append("; SameSite=").append(sameSite.text).toString();
  }
}
