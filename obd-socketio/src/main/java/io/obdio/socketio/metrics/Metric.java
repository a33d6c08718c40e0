package io.obdio.socketio.metrics;

import java.util.List;

/** The metrics, one row for each; docs/metrics.md lists the same rows. */
enum Metric {
  BUILD(Type.INFO, "obdio_build_info", "Version of the program and of Java.", "version", "java"),

  CONNECTIONS(Type.GAUGE, "obdio_server_connections", "Open TCP connections."),
  SESSIONS(Type.GAUGE, "obdio_server_sessions", "Open Engine.IO sessions."),
  SOCKETS(
      Type.GAUGE,
      "obdio_server_sockets",
      "Socket.IO clients, counted once for each of their namespaces."),
  PACKETS(
      Type.COUNTER, "obdio_server_packets_total", "Engine.IO packets of all clients.", "direction"),
  PACKET_BYTES(
      Type.COUNTER,
      "obdio_server_packet_bytes_total",
      "Size of these packets, before compression and framing.",
      "direction"),
  DROPPED(
      Type.COUNTER,
      "obdio_server_dropped_events_total",
      "Events that slow clients did not receive because newer ones replaced them."),
  QUEUE(
      Type.GAUGE,
      "obdio_server_queue_bytes",
      "Incomplete input, output that waits, handshakes and events kept for recovery."),
  LOOP_DELAY(
      Type.GAUGE,
      "obdio_server_loop_delay_seconds",
      "Time for which an event loop has been stuck; 0 if all of them run."),
  ACTIONS(
      Type.COUNTER,
      "obdio_server_actions_total",
      "Actions of clients in the audit log, refused ones and failed authentication included.",
      "action",
      "outcome"),

  CLUSTER(Type.GAUGE, "obdio_cluster_up", "1 if the servers of the cluster are reachable, else 0."),
  CLUSTER_QUEUE(
      Type.GAUGE,
      "obdio_cluster_queued_messages",
      "Messages that wait to be sent to other servers."),
  CLUSTER_DROPPED(
      Type.COUNTER,
      "obdio_cluster_dropped_messages_total",
      "Messages for other servers that were dropped because too many waited."),
  CLUSTER_GAPS(
      Type.COUNTER,
      "obdio_cluster_gaps_total",
      "Times that events of other servers were lost because this server read too slowly."),
  UPLINK(Type.GAUGE, "obdio_uplink_up", "1 if the broker of the uplink is connected, else 0."),
  UPLINK_WAITING(
      Type.GAUGE,
      "obdio_uplink_waiting_batches",
      "Batches of the history that no receiver has acknowledged."),
  UPLINK_LOST(
      Type.COUNTER,
      "obdio_uplink_lost_batches_total",
      "Batches that the history has deleted before they were acknowledged."),

  STATUS(
      Type.STATE,
      "obdio_vehicle_status",
      "Status of the connection to the vehicle: 1 for the current one.",
      "status"),
  OPENED(Type.COUNTER, "obdio_vehicle_connected_total", "Times that the vehicle was reached."),
  LOST(
      Type.COUNTER,
      "obdio_vehicle_lost_total",
      "Times that the vehicle or the adapter was lost, by what remained.",
      "remaining"),
  WATCHED(Type.GAUGE, "obdio_vehicle_watched_commands", "Commands that clients watch."),
  LATENCY(
      Type.HISTOGRAM,
      "obdio_request_duration_seconds",
      "Time from a request to its complete responses, by command; requests of several commands"
          + " count for each.",
      "command"),
  FAILURES(
      Type.COUNTER,
      "obdio_request_failures_total",
      "Requests without a positive response.",
      "command",
      "reason"),

  SLEEP(
      Type.STATE, "obdio_sleep_state", "State of sleep and guard: 1 for the current one.", "state"),
  SLEEP_CHANGES(
      Type.COUNTER, "obdio_sleep_changes_total", "Changes of that state.", "state", "reason"),
  VOLTAGE(
      Type.GAUGE,
      "obdio_supply_voltage_volts",
      "Supply voltage that was measured last; absent if it is not known."),

  FLEET_CONNECTED(Type.GAUGE, "obdio_fleet_broker_up", "Whether the broker is connected: 1 or 0."),
  FLEET_STORING(Type.GAUGE, "obdio_fleet_sink_up", "Whether batches can be stored: 1 or 0."),
  FLEET_VEHICLES(Type.GAUGE, "obdio_fleet_vehicles", "Known vehicles."),
  FLEET_SIGNALS(Type.GAUGE, "obdio_fleet_signals", "Known names of signals, each with its unit."),
  FLEET_BATCHES(Type.COUNTER, "obdio_fleet_batches_total", "Stored batches."),
  FLEET_SAMPLES(Type.COUNTER, "obdio_fleet_samples_total", "Samples in stored batches."),
  FLEET_DUPLICATES(
      Type.COUNTER, "obdio_fleet_duplicates_total", "Received batches that were stored already."),
  FLEET_STATES(Type.COUNTER, "obdio_fleet_states_total", "Received states of vehicles."),
  FLEET_ACKS(
      Type.COUNTER, "obdio_fleet_acknowledgements_total", "Acknowledgements that were sent."),
  FLEET_IGNORED(Type.COUNTER, "obdio_fleet_ignored_total", "Messages that were ignored.", "reason"),
  FLEET_REMOVED(
      Type.COUNTER,
      "obdio_fleet_removed_vehicles_total",
      "Vehicles that are not known any more.",
      "reason"),
  FLEET_QUEUED(
      Type.GAUGE, "obdio_fleet_queued_messages", "Received messages that wait for a thread."),
  FLEET_PENDING(Type.GAUGE, "obdio_fleet_sink_pending_batches", "Batches that wait to be stored."),

  MEMORY(Type.GAUGE, "jvm_memory_used_bytes", "Memory in use.", "area"),
  MEMORY_LIMIT(Type.GAUGE, "jvm_memory_max_bytes", "Limit of the memory.", "area"),
  GC(Type.COUNTER, "jvm_gc_collection_seconds_total", "Time of all garbage collections.", "gc"),
  THREADS(Type.GAUGE, "jvm_threads_current", "Threads."),
  CPU(Type.COUNTER, "process_cpu_seconds_total", "CPU time of the process."),
  RESIDENT(Type.GAUGE, "process_resident_memory_bytes", "Resident memory; only on Linux."),
  START(
      Type.GAUGE,
      "process_start_time_seconds",
      "Start of the process in seconds since 1970-01-01 UTC.");

  /** The types of Prometheus. */
  enum Type {
    /** A value that only increases. */
    COUNTER,
    /** A value that increases and decreases. */
    GAUGE,
    /** Counts of values in buckets. */
    HISTOGRAM,
    /** Labels with the value 1. */
    INFO,
    /** A gauge that is 1 for one of several states. */
    STATE
  }

  private final Type type;
  private final String title;
  private final String help;
  private final String labels;

  Metric(Type type, String title, String help, String... labels) {
    this.type = type;
    this.title = title;
    this.help = help;
    this.labels = String.join(" ", labels);
  }

  /** Returns whether only a node of a fleet has the metric. */
  boolean isOfFleet() {
    return title.startsWith("obdio_fleet_");
  }

  Type type() {
    return type;
  }

  /** Returns the name as it is exposed, such as {@code obdio_server_sessions}. */
  String title() {
    return title;
  }

  String help() {
    return help;
  }

  List<String> labels() {
    return List.of(labelNames());
  }

  String[] labelNames() {
    return labels.isEmpty() ? new String[0] : labels.split(" ", -1);
  }
}
