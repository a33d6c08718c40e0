package io.obdio.socketio.engineio;

import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.http.websocketx.BinaryWebSocketFrame;
import io.netty.handler.codec.http.websocketx.CloseWebSocketFrame;
import io.netty.handler.codec.http.websocketx.ContinuationWebSocketFrame;
import io.netty.handler.codec.http.websocketx.PingWebSocketFrame;
import io.netty.handler.codec.http.websocketx.PongWebSocketFrame;
import io.netty.handler.codec.http.websocketx.TextWebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketFrame;
import io.obdio.socketio.netty.Loop;
import io.obdio.socketio.websocket.WebSocketUpgrade;
import java.util.Arrays;

/**
 * A WebSocket: reads frames on its channel's loop and hands whole messages to the session on the
 * session's loop; writes from the session's loop.
 */
@SuppressWarnings("FutureReturnValueIgnored") // Netty tells failed writes through the channel's end
final class WebSocketTransport extends ChannelInboundHandlerAdapter
    implements Transport, Loop.Flushable {
  private static final byte[] NOTHING = {};

  private final EngineSession session;
  private final Channel channel;
  private final boolean sameLoop;
  private final int maxPayload;
  private final boolean probing;
  private boolean deflating;
  private byte[] partial = NOTHING;
  private int partialLength;
  private boolean partialText;
  private boolean inFragments;
  private boolean reading;
  private boolean dirty;

  WebSocketTransport(EngineSession session, Channel channel, int maxPayload, boolean probing) {
    this.session = session;
    this.channel = channel;
    this.maxPayload = maxPayload;
    this.probing = probing;
    this.sameLoop = channel.eventLoop() == session.loop().eventLoop();
  }

  Channel channel() {
    return channel;
  }

  /** Runs when the HTTP connection has become a WebSocket. */
  void upgraded() {
    deflating = WebSocketUpgrade.deflating(channel.pipeline());
  }

  @Override
  public void channelRead(ChannelHandlerContext ctx, Object message) {
    reading = true;
    if (!(message instanceof WebSocketFrame frame)) {
      io.netty.util.ReferenceCountUtil.release(message);
      return;
    }
    try {
      read(frame);
    } finally {
      frame.release();
    }
  }

  private void read(WebSocketFrame frame) {
    ByteBuf content = frame.content();
    if (frame.rsv() != 0) { // RFC 6455, 5.2: what an extension means it takes away
      fail(CloseReason.PARSE_ERROR);
    } else if (frame instanceof PingWebSocketFrame) {
      if (channel.isWritable()) { // who pings without reading is not answered for ever
        channel.writeAndFlush(pong(content));
      }
    } else if (frame instanceof CloseWebSocketFrame) {
      channel.writeAndFlush(closeFrame(1000)).addListener(ChannelFutureListener.CLOSE);
    } else if (frame instanceof ContinuationWebSocketFrame) {
      fragment(frame, content);
    } else if (!(frame instanceof PongWebSocketFrame)) {
      boolean text = frame instanceof TextWebSocketFrame;
      if (inFragments) {
        fail(CloseReason.PARSE_ERROR);
      } else if (frame.isFinalFragment()) {
        message(text, bytes(content));
      } else {
        inFragments = true;
        partialText = text;
        partial = bytes(content);
        partialLength = partial.length;
      }
    }
  }

  private void fragment(WebSocketFrame frame, ByteBuf content) {
    int more = content.readableBytes();
    int length = partialLength + more;
    if (!inFragments || length > maxPayload) {
      fail(inFragments ? CloseReason.LIMIT : CloseReason.PARSE_ERROR);
      return;
    }
    if (length > partial.length) { // twice the room: a thousand fragments are not copied each time
      partial = Arrays.copyOf(partial, Math.min(maxPayload, Math.max(length, 2 * partialLength)));
    }
    content.readBytes(partial, partialLength, more);
    partialLength = length;
    if (frame.isFinalFragment()) {
      byte[] whole = Arrays.copyOf(partial, length);
      inFragments = false;
      partial = NOTHING;
      partialLength = 0;
      message(partialText, whole);
    }
  }

  private static byte[] bytes(ByteBuf content) {
    byte[] result = new byte[content.readableBytes()];
    content.readBytes(result);
    return result;
  }

  private void message(boolean text, byte[] data) {
    if (sameLoop) {
      deliver(text, data);
    } else {
      session.loop().execute(() -> deliver(text, data));
    }
  }

  private void deliver(boolean text, byte[] data) {
    if (probing && !session.isCurrent(this)) {
      session.probeMessage(this, text, data);
    } else if (text) {
      session.textPacket(this, data);
    } else {
      session.binaryPacket(this, data);
    }
  }

  private void fail(CloseReason reason) {
    session.loop().execute(() -> session.transportEnded(this, reason));
    channel.close();
  }

  @Override
  public void channelReadComplete(ChannelHandlerContext ctx) {
    reading = false;
    if (dirty && sameLoop) {
      dirty = false;
      channel.flush();
    }
  }

  @Override
  public void channelWritabilityChanged(ChannelHandlerContext ctx) {
    if (channel.isWritable()) {
      session.loop().execute(session::drain);
    }
  }

  @Override
  public void channelInactive(ChannelHandlerContext ctx) {
    session.loop().execute(() -> session.transportEnded(this, CloseReason.TRANSPORT_CLOSE));
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
    session.loop().execute(() -> session.transportEnded(this, CloseReason.TRANSPORT_ERROR));
    ctx.close();
  }

  @Override
  public boolean writable() {
    return channel.isWritable();
  }

  @Override
  public void write(ByteBuf frames) {
    if (deflating) {
      writeFrames(frames);
    } else {
      channel.write(frames, channel.voidPromise());
    }
    if (!dirty) {
      dirty = true;
      if (!reading || !sameLoop) {
        session.loop().flushLater(this);
      }
    }
  }

  private void writeFrames(ByteBuf frames) {
    Frames.forEach(
        frames,
        (text, payload) -> {
          ByteBuf shared = payload.retain();
          channel.write(
              text ? new TextWebSocketFrame(shared) : new BinaryWebSocketFrame(shared),
              channel.voidPromise());
        });
    frames.release();
  }

  @Override
  public void flushNow() {
    if (dirty) {
      dirty = false;
      channel.flush();
    }
  }

  @Override
  public void close(CloseReason reason) {
    int status = reason == CloseReason.LIMIT ? 1008 : 1000;
    channel.writeAndFlush(closeFrame(status)).addListener(ChannelFutureListener.CLOSE);
    if (!channel.isWritable()) {
      channel.close(); // a client that does not read would keep the frame waiting for ever
    }
  }

  private Object closeFrame(int status) {
    return deflating ? new CloseWebSocketFrame(status, "") : Frames.close(status);
  }

  private Object pong(ByteBuf content) {
    if (deflating) {
      return new PongWebSocketFrame(content.retainedSlice());
    }
    return Frames.pong(content);
  }
}
