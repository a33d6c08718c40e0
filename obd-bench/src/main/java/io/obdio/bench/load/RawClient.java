package io.obdio.bench.load;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.ByteToMessageDecoder;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * One client: Engine.IO v4 over WebSocket with text packets only, frames read by hand so that the
 * client costs little beside the server. Lives on the loop of its {@link RawClients}.
 */
@SuppressWarnings("FutureReturnValueIgnored") // a failed write closes the channel
final class RawClient extends ByteToMessageDecoder {
  private final RawClients all;
  private boolean upgraded;
  private boolean connected;
  private long asked;

  RawClient(RawClients all) {
    this.all = all;
  }

  @Override
  public void channelActive(ChannelHandlerContext ctx) {
    ctx.writeAndFlush(Wire.HANDSHAKE.duplicate());
  }

  @Override
  protected void decode(ChannelHandlerContext ctx, ByteBuf in, List<Object> out)
      throws IOException {
    if (upgraded) {
      frame(ctx, in);
    } else {
      handshake(ctx, in);
    }
  }

  private void handshake(ChannelHandlerContext ctx, ByteBuf in) throws IOException {
    for (int at = in.readerIndex(); at + 4 <= in.writerIndex(); at++) {
      if (in.getInt(at) == 0x0D0A0D0A) { // an empty line
        String head = in.toString(in.readerIndex(), 12, StandardCharsets.US_ASCII);
        if (!head.equals("HTTP/1.1 101")) {
          throw new IOException("no upgrade: " + in.toString(StandardCharsets.US_ASCII));
        }
        in.readerIndex(at + 4);
        upgraded = true;
        if (all.echo()) {
          ready(ctx);
        }
        return;
      }
    }
  }

  private void ready(ChannelHandlerContext ctx) {
    connected = true;
    all.connected(this, ctx);
  }

  private void frame(ChannelHandlerContext ctx, ByteBuf in) throws IOException {
    int at = in.readerIndex();
    int there = in.readableBytes();
    if (there < 2) {
      return;
    }
    int length = in.getUnsignedByte(at + 1);
    int head = 2;
    if (length == 126) {
      if (there < 4) {
        return;
      }
      length = in.getUnsignedShort(at + 2);
      head = 4;
    }
    if (length > 0xFFFF || there < head + length) {
      return;
    }
    if (in.getUnsignedByte(at) != 0x81 || length == 0) {
      throw new IOException("a frame that no server here sends: " + in.getUnsignedByte(at));
    }
    int type = in.getByte(at + head);
    int second = length > 1 ? in.getByte(at + head + 1) : 0;
    in.skipBytes(head + length);
    packet(ctx, type, second);
  }

  private void packet(ChannelHandlerContext ctx, int type, int second) throws IOException {
    if (type == '4' && (second == '3' || all.echo() && all.asking())) {
      all.answered(System.nanoTime() - asked);
      if (all.asking()) {
        ask(ctx);
      }
    } else if (type == '4' && second == '2') {
      all.delivered();
    } else if (type == '0') {
      ctx.write(Wire.CONNECT.duplicate(), ctx.voidPromise());
    } else if (type == '2') {
      ctx.write(Wire.PONG.duplicate(), ctx.voidPromise());
    } else if (type == '4' && second == '0') {
      ready(ctx);
    } else {
      throw new IOException("packet " + (char) type + (char) second + " was not expected");
    }
  }

  /** Sends an event that asks for an acknowledgement; flushed by the caller. */
  void ask(ChannelHandlerContext ctx) {
    asked = System.nanoTime();
    ctx.write(Wire.ASK.duplicate(), ctx.voidPromise());
  }

  @Override
  public void channelReadComplete(ChannelHandlerContext ctx) throws Exception {
    super.channelReadComplete(ctx);
    ctx.flush();
  }

  @Override
  public void channelInactive(ChannelHandlerContext ctx) {
    all.lost(this, connected);
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
    all.failed(cause);
    ctx.close();
  }
}
