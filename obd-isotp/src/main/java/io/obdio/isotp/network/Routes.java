package io.obdio.isotp.network;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import io.obdio.isotp.address.IsoTpAddress;
import io.obdio.isotp.can.CanFilter;
import io.obdio.isotp.can.CanId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The table of connections by the identifiers that they receive, and of acceptors that create
 * connections for other identifiers.
 *
 * <p>Threads: any thread adds and removes; the loop looks up without a lock.
 */
final class Routes {

  private static final Connection[] NONE = {};

  /**
   * Creates connections on demand.
   *
   * @param filter the identifiers to create connections for
   * @param factory returns the connection for an identifier, or null
   */
  record Acceptor(CanFilter filter, Function<CanId, @Nullable Connection> factory) {}

  private final AtomicReferenceArray<Connection @Nullable []> base =
      new AtomicReferenceArray<>(CanId.MAX_BASE + 1);
  private final ConcurrentHashMap<CanId, Connection[]> extended = new ConcurrentHashMap<>();
  private final CopyOnWriteArrayList<Acceptor> acceptors = new CopyOnWriteArrayList<>();

  @GuardedBy("this")
  private final List<Connection> all = new ArrayList<>();

  @GuardedBy("this")
  private Consumer<List<CanFilter>> onFilters = filters -> {};

  /** Sets the listener for changes of the filters, and calls it with those at present. */
  synchronized void onFilters(Consumer<List<CanFilter>> listener) {
    onFilters = listener;
    listener.accept(filters());
  }

  /** Returns the connections that receive an identifier; on the loop. */
  Connection[] to(CanId id) {
    Connection[] found = id.extended() ? extended.get(id) : base.get(id.value());
    return found != null ? found : accept(id);
  }

  private Connection[] accept(CanId id) {
    for (Acceptor acceptor : acceptors) {
      if (acceptor.filter().matches(id)) {
        Connection created = acceptor.factory().apply(id);
        return created == null ? NONE : new Connection[] {created};
      }
    }
    return NONE;
  }

  synchronized void add(Acceptor acceptor) {
    acceptors.add(acceptor);
    onFilters.accept(filters());
  }

  /**
   * Adds a connection. Any number of connections may receive a functional address; a physical
   * address belongs to one connection.
   *
   * @throws IllegalArgumentException if another connection receives the same physical address
   */
  synchronized void add(Connection connection) {
    IsoTpAddress address = connection.address();
    Connection other = address.functional() ? null : find(address);
    if (other != null) {
      throw new IllegalArgumentException(
          address + ": the open connection " + other.address() + " receives the same frames");
    }
    for (CanId id : address.rxIds()) {
      Connection[] old = get(id);
      Connection[] grown = Arrays.copyOf(old, old.length + 1);
      grown[old.length] = connection;
      put(id, grown);
    }
    all.add(connection);
    if (!accepted(address)) {
      onFilters.accept(filters());
    }
  }

  /** Returns true if the acceptors' filters cover all identifiers of an address. */
  private boolean accepted(IsoTpAddress address) {
    return address.rxIds().stream()
        .allMatch(id -> acceptors.stream().anyMatch(a -> a.filter().matches(id)));
  }

  /** Returns the connection that receives the physical frames of an address, or null. */
  synchronized @Nullable Connection find(IsoTpAddress address) {
    for (Connection connection : get(address.rxId())) {
      IsoTpAddress other = connection.address();
      if (!other.functional()
          && other.rxId().equals(address.rxId())
          && sameByte(other, address)
          && other.rxPrefix() == address.rxPrefix()) {
        return connection;
      }
    }
    return null;
  }

  private static boolean sameByte(IsoTpAddress a, IsoTpAddress b) {
    return a.rxByte() == b.rxByte()
        || a.rxByte() == IsoTpAddress.ANY_BYTE
        || b.rxByte() == IsoTpAddress.ANY_BYTE;
  }

  synchronized void remove(Connection connection) {
    if (all.remove(connection)) {
      for (CanId id : connection.address().rxIds()) {
        List<Connection> left = new ArrayList<>(List.of(get(id)));
        left.remove(connection);
        put(id, left.isEmpty() ? null : left.toArray(Connection[]::new));
      }
      onFilters.accept(filters());
    }
  }

  /** Returns all connections. */
  synchronized List<Connection> all() {
    return List.copyOf(all);
  }

  private Connection[] get(CanId id) {
    Connection[] found = id.extended() ? extended.get(id) : base.get(id.value());
    return found == null ? NONE : found;
  }

  private void put(CanId id, Connection @Nullable [] connections) {
    if (!id.extended()) {
      base.set(id.value(), connections);
    } else if (connections == null) {
      extended.remove(id);
    } else {
      extended.put(id, connections);
    }
  }

  @GuardedBy("this")
  private List<CanFilter> filters() {
    List<CanFilter> filters = new ArrayList<>(all.size() + acceptors.size());
    acceptors.forEach(acceptor -> filters.add(acceptor.filter()));
    all.forEach(connection -> filters.addAll(connection.address().filters()));
    return filters;
  }
}
