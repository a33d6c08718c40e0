package io.obdio.isotp.transport;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;

/** Speaks as can-utils' isotpserver does, with a table of answers in place of a bus. */
final class ScriptedIsotpServer implements AutoCloseable {

  private final ServerSocket listener;
  private final Map<String, String> answers;
  private final Thread thread;
  private volatile Socket client;

  ScriptedIsotpServer(Map<String, String> answers) throws IOException {
    this.answers = answers;
    listener = new ServerSocket(0, 10, InetAddress.getLoopbackAddress());
    thread = new Thread(this::serve, "scripted-isotpserver");
    thread.setDaemon(true);
    thread.start();
  }

  int port() {
    return listener.getLocalPort();
  }

  /** One client at a time, until it leaves. */
  private void serve() {
    while (!listener.isClosed()) {
      try (Socket socket = listener.accept()) {
        client = socket;
        talk(socket);
      } catch (IOException e) {
        // The client left, or the test is over.
      }
    }
  }

  private void talk(Socket socket) throws IOException {
    InputStream in = socket.getInputStream();
    StringBuilder text = new StringBuilder();
    int c = in.read();
    while (c >= 0) {
      if (c == '<') {
        text.setLength(0);
      } else if (c == '>') {
        answer(socket, text.toString().toUpperCase(Locale.ROOT));
      } else {
        text.append((char) c);
      }
      c = in.read();
    }
  }

  private void answer(Socket socket, String request) throws IOException {
    String found = answers.get(request);
    if (found != null) {
      for (String answer : found.split(",", -1)) {
        // In two pieces, as a network may do.
        byte[] bytes = ("<" + answer + ">").getBytes(StandardCharsets.US_ASCII);
        socket.getOutputStream().write(bytes, 0, 3);
        socket.getOutputStream().flush();
        socket.getOutputStream().write(bytes, 3, bytes.length - 3);
      }
    }
  }

  @Override
  public void close() {
    try {
      listener.close();
      Socket open = client;
      if (open != null) {
        open.close();
      }
    } catch (IOException e) {
      // Closed is closed.
    }
  }
}
