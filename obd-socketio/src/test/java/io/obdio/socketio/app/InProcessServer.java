package io.obdio.socketio.app;

import com.google.inject.Guice;
import com.google.inject.Injector;
import io.obdio.core.transport.DiagnosticTransport;
import io.obdio.socketio.app.config.OptionDefaults;
import io.obdio.socketio.obd.ObdIo;
import io.obdio.socketio.testing.Await;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import picocli.CommandLine;

/** The program's server with its flags, in this process, with a simulated vehicle. */
public final class InProcessServer implements AutoCloseable {

  final ObdIo io;

  /** Starts a server on a free port; the vehicle is connected. */
  public InProcessServer(String... flags) throws Exception {
    List<String> all = new ArrayList<>(List.of(flags));
    for (String standard : List.of("--port=0", "--transport=sim:", "--state=none")) {
      String name = standard.substring(0, standard.indexOf('=') + 1);
      if (all.stream().noneMatch(flag -> flag.startsWith(name))) {
        all.add(standard);
      }
    }
    ServeCommand serve = new ServeCommand();
    CommandLine line = new CommandLine(serve).setCaseInsensitiveEnumValuesAllowed(true);
    line.setDefaultValueProvider(new OptionDefaults(Map.of()));
    line.parseArgs(all.toArray(String[]::new));
    Injector injector = Guice.createInjector(new CarModule(serve.car), new ServerModule(serve));
    io = injector.getInstance(ObdIo.class);
    Await.value(io.connectObd(injector.getInstance(DiagnosticTransport.class)));
    io.start();
  }

  int port() {
    return io.server().port();
  }

  String url(String path) {
    return "http://127.0.0.1:" + port() + path;
  }

  @Override
  public void close() {
    io.close();
  }
}
