package io.obdio.socketio.cluster.redis;

import io.obdio.socketio.cluster.ClassicCodec;
import io.obdio.socketio.cluster.ClassicRequest;
import io.obdio.socketio.cluster.ClusterBus.Member;
import io.obdio.socketio.cluster.ClusterOptions;
import io.obdio.socketio.cluster.ClusterProtocol;
import io.obdio.socketio.cluster.Envelope;
import io.obdio.socketio.cluster.MessageException;
import io.obdio.socketio.cluster.PythonCodec;
import io.obdio.socketio.cluster.redis.Subscriptions.Kind;
import io.obdio.socketio.json.JsonCodec;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

/**
 * The messages of programs that are no servers, received beside those of the cluster: {@code
 * redis-emitter}, which speaks the classic protocol only, and the write-only managers of
 * python-socketio. Each server receives them itself.
 *
 * @see <a href="https://github.com/socketio/socket.io-redis-emitter/issues/128">redis-emitter
 *     128</a>
 */
final class OtherSenders {
  private final ClusterOptions options;
  private final Subscriptions subscriptions;
  private final ClassicNames names;
  private final ClassicCodec classic;
  private final PythonCodec python;
  private final Consumer<Envelope> receiver;
  private final BiConsumer<String, String> ignored;

  /**
   * Creates the receivers.
   *
   * @param receiver receives the messages
   * @param ignored receives the channel and the reason of each message that cannot be read
   */
  OtherSenders(
      RedisLink link,
      ClusterOptions options,
      JsonCodec json,
      Consumer<Envelope> receiver,
      BiConsumer<String, String> ignored) {
    this.options = options;
    this.subscriptions = link.subscriptions();
    this.names = new ClassicNames(options.channelPrefix());
    this.classic = new ClassicCodec(json);
    this.python = new PythonCodec(json);
    this.receiver = receiver;
    this.ignored = ignored;
    if (!options.pythonChannel().isEmpty()) {
      subscriptions.add(Kind.CHANNEL, options.pythonChannel(), this::python);
    }
  }

  /** Returns whether the emitter is received; the classic protocol includes its messages. */
  private boolean hasEmitter() {
    return options.emitter() && options.protocol() != ClusterProtocol.CLASSIC;
  }

  void join(Member member) {
    if (hasEmitter()) {
      String namespace = member.namespace();
      subscriptions.add(
          Kind.PATTERN,
          names.broadcastPattern(namespace),
          (channel, message) -> broadcast(member, channel, message));
      subscriptions.add(
          Kind.PATTERN,
          names.requestPattern(namespace),
          (channel, message) -> request(member, channel, message));
    }
  }

  void leave(Member member) {
    if (hasEmitter()) {
      subscriptions.remove(Kind.PATTERN, names.broadcastPattern(member.namespace()));
      subscriptions.remove(Kind.PATTERN, names.requestPattern(member.namespace()));
    }
  }

  /** Receives what has the form of a broadcast; the streams adapter uses the same channels. */
  private void broadcast(Member member, String channel, byte[] message) {
    if (!RedisBus.isArray(message)) {
      return;
    }
    String room = names.room(member.namespace(), channel);
    if (!room.isEmpty() && !member.hasRoom(room)) {
      return; // without decoding it
    }
    try {
      Envelope envelope = classic.broadcast(message, member.namespace());
      if (envelope != null) {
        pass(envelope);
      }
    } catch (MessageException e) {
      ignored.accept(channel, String.valueOf(e.getMessage()));
    }
  }

  private void request(Member member, String channel, byte[] message) {
    try {
      if (classic.request(message, member.namespace()) instanceof ClassicRequest.Message known) {
        pass(known.envelope());
      }
    } catch (MessageException e) {
      ignored.accept(channel, String.valueOf(e.getMessage()));
    }
  }

  /** Passes what the emitter sent; what classic servers exchange is not for this cluster. */
  private void pass(Envelope envelope) {
    if (envelope.uid().equals(ClassicCodec.EMITTER)) {
      receiver.accept(envelope);
    }
  }

  private void python(String channel, byte[] message) {
    try {
      Envelope envelope = python.decode(message);
      if (envelope != null) {
        receiver.accept(envelope);
      }
    } catch (MessageException e) {
      ignored.accept(channel, String.valueOf(e.getMessage()));
    }
  }
}
