package io.obdio.socketio.access;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/** A request of given parts. */
final class TestRequest implements RequestView {
  private final String address;
  private final Map<String, String> headers = new HashMap<>();
  private final Map<String, String> query = new HashMap<>();

  private TestRequest(String address) {
    this.address = address;
  }

  static TestRequest from(String address) {
    return new TestRequest(address);
  }

  TestRequest with(String header, String value) {
    headers.put(header.toLowerCase(Locale.ROOT), value);
    return this;
  }

  TestRequest query(String name, String value) {
    query.put(name, value);
    return this;
  }

  @Override
  public InetAddress address() {
    try {
      return InetAddress.getByName(address);
    } catch (UnknownHostException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public String header(String name) {
    return headers.get(name.toLowerCase(Locale.ROOT));
  }

  @Override
  public Map<String, String> query() {
    return query;
  }
}
