package io.obdio.socketio.access;

import io.obdio.socketio.http.Network;
import java.net.InetAddress;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A key that a client presents.
 *
 * @param name shown in the audit log and to the client
 * @param hash of the key itself, which the server does not store
 * @param scopes what the client may do
 * @param expires end of its validity; null for none
 * @param from addresses from which it is accepted; empty for any
 * @param vehicles the vehicles of a fleet that the client may see, at most {@value #MAX_PATTERNS}
 *     patterns; empty for all
 */
public record AccessKey(
    String name,
    KeyHash hash,
    Set<Scope> scopes,
    @Nullable Instant expires,
    List<Network> from,
    List<VehiclePattern> vehicles) {

  /** The patterns of vehicles that one key may have. */
  public static final int MAX_PATTERNS = 100;

  /** Letters, digits and some signs; neither control characters nor blanks at the ends. */
  private static final Pattern NAME = Pattern.compile("(?! )[\\p{L}\\p{M}\\p{N}_.@ -]{1,64}(?<! )");

  /** Copies the collections and checks the name and the number of patterns. */
  public AccessKey {
    if (!NAME.matcher(name).matches()) {
      throw new IllegalArgumentException(
          "name '" + name + "': expected 1 to 64 letters, digits, spaces or any of . _ @ -");
    }
    scopes = Set.copyOf(scopes);
    from = List.copyOf(from);
    vehicles = List.copyOf(vehicles);
    if (vehicles.size() > MAX_PATTERNS) {
      throw new IllegalArgumentException(
          "vehicles: " + vehicles.size() + " patterns; at most " + MAX_PATTERNS + " are allowed");
    }
  }

  /** Creates a key for all vehicles. */
  public AccessKey(
      String name, KeyHash hash, Set<Scope> scopes, @Nullable Instant expires, List<Network> from) {
    this(name, hash, scopes, expires, from, List.of());
  }

  /** Returns whether the key is valid at a time. */
  public boolean isValidAt(Instant time) {
    return expires == null || time.isBefore(expires);
  }

  /** Returns whether the key is for a vehicle of the fleet. */
  public boolean isFor(String vehicle) {
    return vehicles.isEmpty() || vehicles.stream().anyMatch(pattern -> pattern.matches(vehicle));
  }

  /** Returns whether the key is for all vehicles of another key: it has all of its patterns. */
  boolean isForAllOf(AccessKey other) {
    return vehicles.isEmpty() || !other.vehicles.isEmpty() && vehicles.containsAll(other.vehicles);
  }

  /** Returns whether the key is accepted from an address. */
  public boolean isAcceptedFrom(InetAddress address) {
    return from.isEmpty() || from.stream().anyMatch(network -> network.contains(address));
  }
}
