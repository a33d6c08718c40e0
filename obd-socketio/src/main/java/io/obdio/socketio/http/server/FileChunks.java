package io.obdio.socketio.http.server;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.http.DefaultHttpContent;
import io.netty.handler.codec.http.DefaultLastHttpContent;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.stream.ChunkedInput;
import java.io.EOFException;
import java.io.IOException;
import java.nio.channels.FileChannel;

/**
 * A file as the chunks of a response's body. Unlike Netty's class, which loops indefinitely if the
 * file has become shorter, this one fails, and the response with it. Runs on the connection's loop.
 */
final class FileChunks implements ChunkedInput<HttpContent> {
  private static final int CHUNK = 64 * 1024;

  private final FileChannel file;
  private final long length;
  private long offset;
  private boolean ended;

  FileChunks(FileChannel file, long length) {
    this.file = file;
    this.length = length;
  }

  @Override
  public boolean isEndOfInput() {
    return ended;
  }

  @Override
  public HttpContent readChunk(ByteBufAllocator allocator) throws IOException {
    int size = (int) Math.min(CHUNK, length - offset);
    ByteBuf part = allocator.buffer(size);
    try {
      while (part.readableBytes() < size) {
        long at = offset + part.readableBytes();
        if (part.writeBytes(file, at, size - part.readableBytes()) < 0) {
          throw new EOFException("the file became shorter than " + length + " bytes");
        }
      }
    } catch (IOException e) {
      part.release();
      throw e;
    }
    offset += size;
    ended = offset == length;
    return ended ? new DefaultLastHttpContent(part) : new DefaultHttpContent(part);
  }

  @Override
  @Deprecated
  @SuppressWarnings("InlineMeSuggester") // required by Netty's interface
  public HttpContent readChunk(ChannelHandlerContext ctx) throws IOException {
    return readChunk(ctx.alloc());
  }

  @Override
  public long length() {
    return length;
  }

  @Override
  public long progress() {
    return offset;
  }

  @Override
  public void close() throws IOException {
    file.close();
  }
}
