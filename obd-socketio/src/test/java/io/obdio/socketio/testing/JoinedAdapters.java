package io.obdio.socketio.testing;

import io.obdio.socketio.server.AckException;
import io.obdio.socketio.server.Adapter;
import io.obdio.socketio.server.Handshake;
import io.obdio.socketio.server.InMemoryAdapter;
import io.obdio.socketio.server.RemoteSocket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Joins the servers of one JVM as a broker would join those of several: each keeps its own rooms,
 * and what is not local is sent to all. It uses only what any adapter can use.
 */
public final class JoinedAdapters implements Adapter.Factory {
  private final List<Member> members = new CopyOnWriteArrayList<>();

  @Override
  public Adapter create(Adapter.LocalSockets local) {
    Member member = new Member(local);
    members.add(member);
    return member;
  }

  private final class Member extends InMemoryAdapter {
    Member(LocalSockets local) {
      super(local);
    }

    /** Those a selection reaches: this one alone, or the same namespace on every server. */
    private List<Member> meant(Selection selection) {
      return selection.local()
          ? List.of(this)
          : members.stream().filter(m -> m.namespace().equals(namespace())).toList();
    }

    private String namespace() {
      return local().namespace();
    }

    private void each(Selection selection, Consumer<Member> action) {
      meant(selection).forEach(action);
    }

    @Override
    public void broadcast(BroadcastEvent event, Selection selection) {
      each(selection, m -> m.here(event, selection));
    }

    private void here(BroadcastEvent event, Selection selection) {
      super.broadcast(event, selection);
    }

    @Override
    public CompletionStage<List<List<@Nullable Object>>> broadcastWithAck(
        BroadcastEvent event, Selection selection, Duration timeout) {
      List<CompletableFuture<List<List<@Nullable Object>>>> parts = new ArrayList<>();
      each(selection, m -> parts.add(m.ackHere(event, selection, timeout)));
      return CompletableFuture.allOf(parts.toArray(new CompletableFuture<?>[0]))
          .handle((done, error) -> merged(parts));
    }

    private CompletableFuture<List<List<@Nullable Object>>> ackHere(
        BroadcastEvent event, Selection selection, Duration timeout) {
      return super.broadcastWithAck(event, selection, timeout).toCompletableFuture();
    }

    private static List<List<@Nullable Object>> merged(
        List<CompletableFuture<List<List<@Nullable Object>>>> parts) {
      List<List<@Nullable Object>> all = new ArrayList<>();
      boolean failed = false;
      for (CompletableFuture<List<List<@Nullable Object>>> part : parts) {
        try {
          all.addAll(part.join());
        } catch (CompletionException e) {
          failed = true;
          if (e.getCause() instanceof AckException some) {
            all.addAll(some.received());
          }
        }
      }
      if (failed) {
        throw new CompletionException(new AckException("some did not acknowledge", all));
      }
      return all;
    }

    @Override
    public CompletionStage<List<RemoteSocket>> fetchSockets(Selection selection) {
      List<RemoteSocket> all = new ArrayList<>();
      for (Member member : meant(selection)) {
        for (String id : member.sockets(selection)) {
          member
              .local()
              .find(id)
              .ifPresent(s -> all.add(new Far(this, id, s.handshake(), s.rooms(), s.data())));
        }
      }
      return CompletableFuture.completedFuture(all);
    }

    @Override
    public void addSockets(Selection selection, Set<String> rooms) {
      each(selection, m -> m.addHere(selection, rooms));
    }

    private void addHere(Selection selection, Set<String> rooms) {
      super.addSockets(selection, rooms);
    }

    @Override
    public void removeSockets(Selection selection, Set<String> rooms) {
      each(selection, m -> m.removeHere(selection, rooms));
    }

    private void removeHere(Selection selection, Set<String> rooms) {
      super.removeSockets(selection, rooms);
    }

    @Override
    public void disconnectSockets(Selection selection, boolean close) {
      each(selection, m -> m.disconnectHere(selection, close));
    }

    private void disconnectHere(Selection selection, boolean close) {
      super.disconnectSockets(selection, close);
    }

    @Override
    public void serverSideEmit(String event, List<@Nullable Object> args) {
      for (Member member : members) {
        if (member != this && member.namespace().equals(namespace())) {
          member.local().serverSideEvent(event, args);
        }
      }
    }

    @Override
    public CompletionStage<List<List<@Nullable Object>>> serverSideEmitWithAck(
        String event, List<@Nullable Object> args, Duration timeout) {
      List<CompletableFuture<List<@Nullable Object>>> answers = new ArrayList<>();
      for (Member member : members) {
        if (member != this && member.namespace().equals(namespace())) {
          answers.add(member.local().serverSideEventWithAck(event, args).toCompletableFuture());
        }
      }
      return CompletableFuture.allOf(answers.toArray(new CompletableFuture<?>[0]))
          .thenApply(done -> answers.stream().map(CompletableFuture::join).toList());
    }

    @Override
    public void close() {
      members.remove(this);
    }
  }

  /** A socket as a broker knows it: facts that were sent, and deeds that go through the adapter. */
  private record Far(
      Adapter adapter, String id, Handshake handshake, Set<String> rooms, Map<String, Object> data)
      implements RemoteSocket {
    Far {
      rooms = Set.copyOf(rooms);
      data = Map.copyOf(data);
    }

    private Adapter.Selection me() {
      return new Adapter.Selection(Set.of(id), Set.of(), false);
    }

    @Override
    public void emit(String event, @Nullable Object... args) {
      List<@Nullable Object> list = new ArrayList<>(Arrays.asList(args));
      adapter.broadcast(
          new Adapter.BroadcastEvent(event, list, Adapter.Delivery.RELIABLE, null), me());
    }

    @Override
    public void join(String... names) {
      adapter.addSockets(me(), Set.of(names));
    }

    @Override
    public void leave(String... names) {
      adapter.removeSockets(me(), Set.of(names));
    }

    @Override
    public void disconnect(boolean close) {
      adapter.disconnectSockets(me(), close);
    }
  }
}
