package io.obdio.socketio.access;

import java.net.InetAddress;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * An authenticated client: the key that it presented, or an anonymous client where no keys are
 * configured. Immutable.
 */
public final class Principal {

  private final String name;
  private final InetAddress address;
  private final Set<Scope> scopes;
  private final @Nullable AccessKey key;

  Principal(String name, InetAddress address, Set<Scope> scopes, @Nullable AccessKey key) {
    this.name = name;
    this.address = address;
    this.scopes = Set.copyOf(scopes);
    this.key = key;
  }

  /** Returns the name of the key; empty for an anonymous client. */
  public String name() {
    return name;
  }

  /** Returns the address of the client. */
  public InetAddress address() {
    return address;
  }

  /** Returns the scopes. */
  public Set<Scope> scopes() {
    return scopes;
  }

  /** Returns whether the client has a scope. */
  public boolean has(Scope scope) {
    return scopes.contains(scope);
  }

  /** Returns whether the client may see a vehicle of the fleet. */
  public boolean maySee(String vehicle) {
    return key == null || key.isFor(vehicle);
  }

  /** Returns the ranges of ids in which the vehicles are that the client may see. */
  public VehicleRanges vehicles() {
    return VehicleRanges.of(key == null ? List.of() : key.vehicles());
  }

  /** Returns whether the client presented no key, because none are configured. */
  public boolean isAnonymous() {
    return key == null;
  }

  @Nullable AccessKey key() {
    return key;
  }

  @Override
  public String toString() {
    return (isAnonymous() ? "anonymous client" : "key '" + name + "'")
        + " from "
        + address.getHostAddress();
  }
}
