package io.obdio.isotp.network;

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
 * Which connections hear which identifier, and who makes connections for identifiers that nobody
 * hears yet.
 *
 * <p>Threads: anybody adds and removes, under the monitor; the loop looks up without it.
 */
final class Routes {

  private static final Connection[] NOBODY = {};

  /**
   * Makes connections on demand.
   *
   * @param filter which identifiers
   * @param maker the connection for one of them, or null
   */
  record Acceptor(CanFilter filter, Function<CanId, @Nullable Connection> maker) {}

  private final AtomicReferenceArray<Connection @Nullable []> base =
      new AtomicReferenceArray<>(CanId.MAX_BASE + 1);
  private final ConcurrentHashMap<CanId, Connection[]> extended = new ConcurrentHashMap<>();
  private final CopyOnWriteArrayList<Acceptor> acceptors = new CopyOnWriteArrayList<>();
  private final List<Connection> all = new ArrayList<>();
  private Consumer<List<CanFilter>> onFilters = filters -> {};

  /** Whom to tell what must be heard; told at once for the first time. */
  synchronized void onFilters(Consumer<List<CanFilter>> listener) {
    onFilters = listener;
    listener.accept(filters());
  }

  /** The connections that hear this identifier. On the loop. */
  Connection[] to(CanId id) {
    Connection[] found = id.extended() ? extended.get(id) : base.get(id.value());
    return found != null ? found : accept(id);
  }

  private Connection[] accept(CanId id) {
    for (Acceptor acceptor : acceptors) {
      if (acceptor.filter().matches(id)) {
        Connection made = acceptor.maker().apply(id);
        return made == null ? NOBODY : new Connection[] {made};
      }
    }
    return NOBODY;
  }

  synchronized void add(Acceptor acceptor) {
    acceptors.add(acceptor);
    onFilters.accept(filters());
  }

  /**
   * Adds a connection.
   *
   * @throws IllegalArgumentException if another one hears the very same
   */
  synchronized void add(Connection connection) {
    CanId id = connection.address().rxId();
    Connection[] old = get(id);
    Connection other = find(connection.address());
    if (other != null) {
      throw new IllegalArgumentException(
          connection.address() + ": " + other.address() + " is open and hears the same");
    }
    Connection[] grown = Arrays.copyOf(old, old.length + 1);
    grown[old.length] = connection;
    put(id, grown);
    all.add(connection);
    if (acceptors.stream().noneMatch(acceptor -> acceptor.filter().matches(id))) {
      onFilters.accept(filters());
    }
  }

  /** The connection that hears what this address hears. */
  synchronized @Nullable Connection find(IsoTpAddress address) {
    for (Connection connection : get(address.rxId())) {
      if (connection.address().rxByte() == address.rxByte()
          && connection.address().prefix() == address.prefix()) {
        return connection;
      }
    }
    return null;
  }

  synchronized void remove(Connection connection) {
    if (all.remove(connection)) {
      CanId id = connection.address().rxId();
      List<Connection> left = new ArrayList<>(List.of(get(id)));
      left.remove(connection);
      put(id, left.isEmpty() ? null : left.toArray(Connection[]::new));
      onFilters.accept(filters());
    }
  }

  /** All connections of now. */
  synchronized List<Connection> all() {
    return List.copyOf(all);
  }

  private Connection[] get(CanId id) {
    Connection[] found = id.extended() ? extended.get(id) : base.get(id.value());
    return found == null ? NOBODY : found;
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

  private List<CanFilter> filters() {
    List<CanFilter> filters = new ArrayList<>(all.size() + acceptors.size());
    acceptors.forEach(acceptor -> filters.add(acceptor.filter()));
    all.forEach(connection -> filters.add(connection.address().filter()));
    return filters;
  }
}
