package io.obdio.socketio.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedSelectorException;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Many clients of Socket.IO over WebSocket that cost little: one thread reads for all of them and
 * only counts a text in what they receive. Pings are not answered, so they last for one ping
 * timeout. For one test thread.
 */
public final class ManyClients implements AutoCloseable {

  private static final String REQUEST =
      RawConnection.upgradeRequest("/socket.io/?EIO=4&transport=websocket", "")
          .replace("Host: test", "Host: localhost");

  /** One client; the reading thread alone uses the position in the text. */
  private static final class Client {
    private final SocketChannel channel;
    private final AtomicInteger seen = new AtomicInteger();
    private int position;

    Client(SocketChannel channel) {
      this.channel = channel;
    }

    void read(ByteBuffer bytes, byte[] counted) {
      while (bytes.hasRemaining()) {
        byte next = bytes.get();
        position = next == counted[position] ? position + 1 : next == counted[0] ? 1 : 0;
        if (position == counted.length) {
          position = 0;
          seen.incrementAndGet();
        }
      }
    }
  }

  private final byte[] counted;
  private final List<Client> clients = new ArrayList<>();
  private final Selector selector;
  private final Thread reader;

  /**
   * Connects the clients; returns when all are connected.
   *
   * @param counted text to count, which must not contain its first character again
   */
  public ManyClients(int port, int count, String counted) throws IOException {
    this.counted = counted.getBytes(StandardCharsets.UTF_8);
    this.selector = Selector.open();
    for (int i = 0; i < count; i++) {
      SocketChannel channel =
          SocketChannel.open(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
      channel.write(ByteBuffer.wrap(REQUEST.getBytes(StandardCharsets.UTF_8)));
      ByteBuffer head = ByteBuffer.allocate(1_024);
      while (!new String(head.array(), StandardCharsets.UTF_8).contains("\r\n\r\n")) {
        if (channel.read(head) < 0) {
          throw new IOException("the server closed connection " + i);
        }
      }
      String answer = new String(head.array(), StandardCharsets.UTF_8);
      if (!answer.startsWith("HTTP/1.1 101")) {
        throw new IOException("not upgraded: " + answer.lines().findFirst().orElse(""));
      }
      channel.configureBlocking(false);
      Client client = new Client(channel);
      clients.add(client);
      channel.register(selector, SelectionKey.OP_READ, client);
    }
    this.reader = new Thread(this::read, "many-clients");
    reader.setDaemon(true);
    reader.start();
  }

  private void read() {
    ByteBuffer buffer = ByteBuffer.allocateDirect(65_536);
    try {
      while (selector.isOpen()) {
        selector.select(
            key -> {
              Client client = (Client) key.attachment();
              try {
                if (client.channel.read(buffer.clear()) < 0) {
                  key.cancel();
                  return;
                }
              } catch (IOException e) {
                key.cancel();
                return;
              }
              client.read(buffer.flip(), counted);
            });
      }
    } catch (ClosedSelectorException e) {
      return; // the end
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Sends a message from each client. */
  public void send(String message) throws IOException {
    byte[] frame =
        RawConnection.frameBytes(RawConnection.TEXT, message.getBytes(StandardCharsets.UTF_8));
    for (Client client : clients) {
      ByteBuffer bytes = ByteBuffer.wrap(frame);
      while (bytes.hasRemaining()) {
        client.channel.write(bytes);
      }
    }
  }

  /** Returns how often each client has received the text. */
  public int[] seen() {
    return clients.stream().mapToInt(client -> client.seen.get()).toArray();
  }

  /** Returns the thread that reads, whose processor time is not that of the server. */
  public Thread reader() {
    return reader;
  }

  @Override
  public void close() throws IOException {
    selector.close();
    for (Client client : clients) {
      client.channel.close();
    }
  }
}
