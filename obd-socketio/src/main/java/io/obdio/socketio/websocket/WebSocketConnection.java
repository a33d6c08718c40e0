package io.obdio.socketio.websocket;

import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.http.websocketx.BinaryWebSocketFrame;
import io.netty.handler.codec.http.websocketx.CloseWebSocketFrame;
import io.netty.handler.codec.http.websocketx.ContinuationWebSocketFrame;
import io.netty.handler.codec.http.websocketx.CorruptedWebSocketFrameException;
import io.netty.handler.codec.http.websocketx.PingWebSocketFrame;
import io.netty.handler.codec.http.websocketx.PongWebSocketFrame;
import io.netty.handler.codec.http.websocketx.TextWebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketFrame;
import io.netty.util.ReferenceCountUtil;
import io.obdio.socketio.http.server.InputMeter;
import io.obdio.socketio.http.server.NettyExchange;
import io.obdio.socketio.netty.FatalErrors;
import io.obdio.socketio.netty.Loop;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One WebSocket connection at the level of messages and frames. It reads on its channel's loop;
 * everything else runs on the owner's loop, which may be another one, and so do the listener's
 * methods. Written frames leave together at the end of the loop's turn.
 */
@SuppressWarnings("FutureReturnValueIgnored") // a failed write is reported as the channel's end
public final class WebSocketConnection extends ChannelInboundHandlerAdapter
    implements Loop.Flushable {
  private static final Logger LOG = LoggerFactory.getLogger(WebSocketConnection.class);

  /** The owner of a connection, called on the owner's loop. */
  public interface Listener {

    /**
     * Receives a whole message.
     *
     * @param text whether it is a text in UTF-8, which was checked; else it is binary
     * @param payload the listener's own
     */
    void onMessage(boolean text, byte[] payload);

    /** Receives a pong. */
    default void onPong() {}

    /** Continues to write after the connection became writable again. */
    void onWritable();

    /**
     * Receives the end of the connection.
     *
     * @param code the peer's {@link CloseCode}, the one that was sent to a peer that violated the
     *     protocol, or {@link CloseCode#ABNORMAL}
     */
    void onClosed(int code);
  }

  private final Channel channel;
  private final InputMeter meter;
  private final Loop owner;
  private final boolean sameLoop;
  private final Listener listener;
  private final MessageAssembler messages;
  private boolean deflating;
  private boolean reading;
  private boolean dirty;
  private boolean ended;
  private volatile boolean closeSent;

  /**
   * Creates a connection for {@link WebSocketUpgrade#perform}.
   *
   * @param exchange the request for a WebSocket
   * @param owner the loop that writes and calls the listener
   * @param maxMessage bytes of a message; a larger one ends the connection with 1009
   */
  public WebSocketConnection(
      NettyExchange exchange, Loop owner, int maxMessage, Listener listener) {
    this.channel = exchange.channel();
    this.meter = exchange.meter();
    this.owner = owner;
    this.sameLoop = channel.eventLoop() == owner.eventLoop();
    this.listener = listener;
    this.messages = new MessageAssembler(maxMessage, exchange.budget());
  }

  /** Completes the handshake; runs on the channel's loop before the first frame is read. */
  void opened(boolean compressed) {
    deflating = compressed;
  }

  // ---- reading, on the channel's loop

  @Override
  public void channelRead(ChannelHandlerContext ctx, Object message) {
    reading = true;
    if (!(message instanceof WebSocketFrame frame)) {
      ReferenceCountUtil.release(message);
      return;
    }
    meter.consumed(frame.content().readableBytes() + WebSocketFrames.MAX_HEADER);
    try {
      if (!ended) {
        read(frame);
      }
    } catch (MessageAssembler.Violation e) {
      fail(e.code(), String.valueOf(e.getMessage()));
    } finally {
      frame.release();
    }
  }

  private void read(WebSocketFrame frame) throws MessageAssembler.Violation {
    ByteBuf content = frame.content();
    if (frame.rsv() != 0) { // RFC 6455, 5.2: an extension clears the bits that it defines
      throw new MessageAssembler.Violation(CloseCode.PROTOCOL_ERROR, "a reserved bit is set");
    } else if (frame instanceof PingWebSocketFrame) {
      if (channel.isWritable()) { // a peer that pings without reading gets no answers
        channel.writeAndFlush(pong(content));
      }
    } else if (frame instanceof PongWebSocketFrame) {
      owner.execute(listener::onPong);
    } else if (frame instanceof CloseWebSocketFrame close) {
      int code = close.statusCode() < 0 ? CloseCode.NORMAL : close.statusCode();
      close(code, "");
      end(code);
    } else if (frame instanceof ContinuationWebSocketFrame) {
      message(messages.next(frame.isFinalFragment(), content));
    } else {
      boolean text = frame instanceof TextWebSocketFrame;
      message(messages.first(text, frame.isFinalFragment(), content));
    }
  }

  private void message(byte @Nullable [] payload) {
    if (payload == null) {
      return;
    }
    boolean text = messages.text();
    if (sameLoop) {
      listener.onMessage(text, payload);
    } else {
      owner.execute(() -> listener.onMessage(text, payload));
    }
  }

  private void fail(int code, String why) {
    LOG.debug("{} closed with {}: {}", channel.remoteAddress(), code, why);
    close(code, "");
    end(code);
  }

  private void end(int code) {
    if (!ended) {
      ended = true;
      messages.clear();
      owner.execute(() -> listener.onClosed(code));
    }
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
      owner.execute(listener::onWritable);
    }
  }

  @Override
  public void channelInactive(ChannelHandlerContext ctx) {
    end(CloseCode.ABNORMAL);
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
    FatalErrors.check(cause);
    if (violation(cause) instanceof CorruptedWebSocketFrameException corrupted) {
      fail(corrupted.closeStatus().code(), String.valueOf(corrupted.getMessage()));
    } else {
      LOG.debug("{} closed: {}", channel.remoteAddress(), cause.toString());
      ctx.close();
      end(CloseCode.INTERNAL_ERROR);
    }
  }

  private static Throwable violation(Throwable cause) {
    Throwable inner = cause.getCause();
    return inner instanceof CorruptedWebSocketFrameException ? inner : cause;
  }

  // ---- writing, on the owner's loop

  /** Returns the channel. */
  public Channel channel() {
    return channel;
  }

  /** Returns whether frames can be written without queuing more than the socket's buffer. */
  public boolean writable() {
    return channel.isWritable();
  }

  /**
   * Writes frames; they leave at the end of the loop's turn.
   *
   * @param frames encoded with {@link WebSocketFrames}; taken over
   */
  public void write(ByteBuf frames) {
    if (deflating) {
      writeSingly(frames);
    } else {
      channel.write(frames, channel.voidPromise());
    }
    if (!dirty) {
      dirty = true;
      if (!reading || !sameLoop) {
        owner.flushLater(this);
      }
    }
  }

  private void writeSingly(ByteBuf frames) {
    WebSocketFrames.forEach(
        frames,
        (text, payload) -> {
          ByteBuf shared = payload.retain();
          channel.write(
              text ? new TextWebSocketFrame(shared) : new BinaryWebSocketFrame(shared),
              channel.voidPromise());
        });
    frames.release();
  }

  /** Sends a ping. */
  public void ping() {
    channel.writeAndFlush(deflating ? new PingWebSocketFrame() : WebSocketFrames.ping());
  }

  @Override
  public void flushNow() {
    if (dirty) {
      dirty = false;
      channel.flush();
    }
  }

  /**
   * Sends a close frame behind what was written and closes the connection; only the first call has
   * an effect. Messages that arrived before may still be delivered.
   *
   * @param code a {@link CloseCode}
   * @param reason at most 123 bytes in UTF-8
   */
  public void close(int code, String reason) {
    if (!closeSent) {
      closeSent = true;
      channel.writeAndFlush(closeFrame(code, reason)).addListener(ChannelFutureListener.CLOSE);
      if (!channel.isWritable()) {
        channel.close(); // a peer that does not read would keep the frame waiting indefinitely
      }
    }
  }

  /** Closes the connection without a close frame. */
  public void abort() {
    channel.close();
  }

  private Object closeFrame(int code, String reason) {
    return deflating ? new CloseWebSocketFrame(code, reason) : WebSocketFrames.close(code, reason);
  }

  private Object pong(ByteBuf content) {
    return deflating
        ? new PongWebSocketFrame(content.retainedSlice())
        : WebSocketFrames.pong(content);
  }
}
