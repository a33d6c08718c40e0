package io.obdio.socketio.access;

import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The options of access control.
 *
 * @param keys file with the keys of clients; null for none
 * @param apiKey one more key, with all scopes but {@link Scope#ADMIN}; null for none
 * @param open whether, without keys, clients on other machines may do what changes the vehicle or
 *     the connection
 * @param allowedHosts further values of the {@code Host} header, without a port
 * @param audit file that receives the audit log as JSON lines; null for none
 * @param forbidden scopes that are denied to every client
 */
public record AccessOptions(
    @Nullable Path keys,
    @Nullable String apiKey,
    boolean open,
    List<String> allowedHosts,
    @Nullable Path audit,
    Set<Scope> forbidden) {

  /** The shortest key that is accepted, in characters. */
  public static final int MIN_KEY_LENGTH = 20;

  /** Checks the key and copies the collections. */
  public AccessOptions {
    allowedHosts = List.copyOf(allowedHosts);
    forbidden = Set.copyOf(forbidden);
    if (apiKey != null && apiKey.length() < MIN_KEY_LENGTH) {
      throw new IllegalArgumentException(
          "the API key has fewer than "
              + MIN_KEY_LENGTH
              + " characters: create one with 'obdio keys new'");
    }
  }

  /** Returns the defaults: no keys, no audit file. */
  public static AccessOptions defaults() {
    return builder().build();
  }

  /** Returns a builder that starts with the defaults. */
  public static Builder builder() {
    return new Builder();
  }

  /** Returns a builder that starts with these options. */
  public Builder toBuilder() {
    Builder builder = new Builder();
    builder.keys = keys;
    builder.apiKey = apiKey;
    builder.open = open;
    builder.allowedHosts = allowedHosts;
    builder.audit = audit;
    builder.forbidden = forbidden;
    return builder;
  }

  /** A builder of options, documented at {@link AccessOptions}. Not thread-safe. */
  public static final class Builder {
    private @Nullable Path keys;
    private @Nullable String apiKey;
    private boolean open;
    private List<String> allowedHosts = List.of();
    private @Nullable Path audit;
    private Set<Scope> forbidden = EnumSet.noneOf(Scope.class);

    private Builder() {}

    /** Sets the file of keys; default: none. */
    public Builder keys(@Nullable Path value) {
      keys = value;
      return this;
    }

    /** Sets the key of all clients; default: none. */
    public Builder apiKey(@Nullable String value) {
      apiKey = value;
      return this;
    }

    /** Sets whether clients need no key; default: false. */
    public Builder open(boolean value) {
      open = value;
      return this;
    }

    /** Sets the allowed hosts; default: none. */
    public Builder allowedHosts(List<String> value) {
      allowedHosts = value;
      return this;
    }

    /** Sets the audit file; default: none. */
    public Builder audit(@Nullable Path value) {
      audit = value;
      return this;
    }

    /** Sets the forbidden scopes; default: none. */
    public Builder forbidden(Set<Scope> value) {
      forbidden = value;
      return this;
    }

    /**
     * Returns the options.
     *
     * @throws IllegalArgumentException if the API key is too short
     */
    public AccessOptions build() {
      return new AccessOptions(keys, apiKey, open, allowedHosts, audit, forbidden);
    }
  }

  /** Returns the options without the key. */
  @Override
  public String toString() {
    return "AccessOptions[keys=" + keys + ", open=" + open + ", audit=" + audit + "]";
  }
}
