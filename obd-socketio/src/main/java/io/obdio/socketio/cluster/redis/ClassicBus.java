package io.obdio.socketio.cluster.redis;

import io.obdio.socketio.cluster.ClassicCodec;
import io.obdio.socketio.cluster.ClassicRequest;
import io.obdio.socketio.cluster.ClusterMessage;
import io.obdio.socketio.cluster.ClusterMessage.Broadcast;
import io.obdio.socketio.cluster.ClusterOptions;
import io.obdio.socketio.cluster.Envelope;
import io.obdio.socketio.cluster.MessageException;
import io.obdio.socketio.cluster.redis.Subscriptions.Kind;
import io.obdio.socketio.json.JsonCodec;
import io.obdio.socketio.json.JsonException;
import io.obdio.socketio.server.Adapter.Selection;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * The messages of {@code @socket.io/redis-adapter} and {@code redis-emitter}. Events for one room
 * have a channel of their own, which every server receives by a pattern. Nothing is kept: what is
 * sent while a server is not connected, it does not receive.
 */
final class ClassicBus extends RedisBus {
  private final ClassicNames names;
  private final ClassicCodec codec;
  private final CommandConnection commands;

  ClassicBus(RedisLink link, ClusterOptions options, JsonCodec json) {
    super(link, options, json);
    this.names = new ClassicNames(options.channelPrefix());
    this.codec = new ClassicCodec(json);
    this.commands = link.commands();
  }

  @Override
  void subscribe(Member member) {
    String namespace = member.namespace();
    Subscriptions to = link().subscriptions();
    to.add(
        Kind.PATTERN,
        names.broadcastPattern(namespace),
        (channel, message) -> broadcast(member, channel, message));
    to.add(
        Kind.CHANNEL,
        names.requests(namespace),
        (channel, message) -> request(member, channel, message));
    for (String channel : responses(member)) {
      to.add(Kind.CHANNEL, channel, (name, message) -> response(member, name, message));
    }
  }

  @Override
  void unsubscribe(Member member) {
    Subscriptions from = link().subscriptions();
    from.remove(Kind.PATTERN, names.broadcastPattern(member.namespace()));
    from.remove(Kind.CHANNEL, names.requests(member.namespace()));
    responses(member).forEach(channel -> from.remove(Kind.CHANNEL, channel));
  }

  private List<String> responses(Member member) {
    return List.of(
        names.responses(member.namespace()), names.responses(member.namespace(), member.uid()));
  }

  // ---- receiving

  private void broadcast(Member member, String channel, byte[] message) {
    String room = names.room(member.namespace(), channel);
    if (!room.isEmpty() && !member.hasRoom(room)) {
      return; // without decoding it
    }
    receive(channel, () -> codec.broadcast(message, member.namespace()));
  }

  private void request(Member member, String channel, byte[] message) {
    try {
      ClassicRequest request = codec.request(message, member.namespace());
      if (request instanceof ClassicRequest.Message known) {
        received(known.envelope());
      } else if (request instanceof ClassicRequest.Rooms rooms
          && !member.uid().equals(rooms.uid())) {
        answer(member, request, member.rooms());
      } else if (request instanceof ClassicRequest.Ids ids && !member.uid().equals(ids.uid())) {
        answer(member, request, member.sockets(new Selection(ids.rooms(), Set.of(), true)));
      }
    } catch (MessageException | JsonException e) {
      ignored(channel, e.getMessage());
    }
  }

  private void answer(Member member, ClassicRequest request, Set<String> found)
      throws JsonException {
    byte[] answer = codec.answer(request, List.copyOf(found));
    String channel = names.responses(member.namespace());
    var unused = commands.send(async -> async.publish(channel, answer));
  }

  private void response(Member member, String channel, byte[] message) {
    try {
      ClusterMessage response = codec.response(message);
      if (response != null) {
        member.received(new Envelope("", member.namespace(), response), null);
      }
    } catch (MessageException e) {
      ignored(channel, e.getMessage());
    }
  }

  // ---- sending

  @Override
  public CompletionStage<String> append(Envelope envelope) {
    String namespace = envelope.namespace();
    if (!(envelope.message() instanceof Broadcast broadcast)) {
      return send(envelope, names.requests(namespace));
    }
    Set<String> rooms = broadcast.to().rooms();
    return send(
        envelope,
        rooms.size() == 1
            ? names.broadcasts(namespace, rooms.iterator().next())
            : names.broadcasts(namespace));
  }

  @Override
  public void publish(Envelope envelope, @Nullable String to) {
    String namespace = envelope.namespace();
    var unused =
        send(envelope, to == null ? names.requests(namespace) : names.responses(namespace));
  }

  private CompletionStage<String> send(Envelope envelope, String channel) {
    return send(
        () ->
            envelope.message() instanceof Broadcast
                ? codec.broadcast(envelope)
                : codec.exchange(envelope),
        (async, message) -> async.publish(channel, message));
  }

  @Override
  public CompletionStage<Integer> members(String namespace) {
    String channel = names.requests(namespace);
    return commands
        .ask(async -> async.pubsubNumsub(channel))
        .thenApply(counts -> counts.getOrDefault(channel, 0L).intValue());
  }
}
