package io.obdio.socketio.app.doctor;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * The user as whom the program runs.
 *
 * @param name the login name
 * @param root whether it has all permissions
 * @param groups the names of the groups of this process
 * @param listed the names of the groups that the system lists for the user, which apply from the
 *     next login on
 */
record UserFacts(String name, boolean root, Set<String> groups, Set<String> listed) {

  UserFacts {
    groups = Set.copyOf(groups);
    listed = Set.copyOf(listed);
  }

  /** Collects the facts; groups are known on Linux only. */
  static UserFacts collect(Machine machine) {
    List<String> ids = new ArrayList<>();
    boolean root = false;
    for (String line : machine.lines("/proc/self/status")) {
      String[] words = line.split("\\s+", -1);
      if (line.startsWith("Gid:") || line.startsWith("Groups:")) {
        ids.addAll(List.of(words).subList(1, words.length));
      } else if (line.startsWith("Uid:") && words.length > 2) {
        root = words[2].equals("0"); // the effective one
      }
    }
    String name = System.getProperty("user.name", "");
    Set<String> groups = new TreeSet<>();
    Set<String> listed = new TreeSet<>();
    for (String line : machine.lines("/etc/group")) {
      String[] fields = line.split(":", -1);
      if (fields.length < 4) {
        continue;
      }
      if (ids.contains(fields[2])) {
        groups.add(fields[0]);
      }
      if (List.of(fields[3].split(",", -1)).contains(name)) {
        listed.add(fields[0]);
      }
    }
    return new UserFacts(name, root, groups, listed);
  }
}
