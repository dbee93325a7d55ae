package dev.ferry.oci.registry.name;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * A place for images in a registry.
 *
 * @param host {@code registry.example} or {@code registry.example:5000}, lower case
 * @param path {@code team/paddle}
 */
public record Repository(String host, String path) {
  private static final int LONGEST = 255;
  private static final Pattern HOST =
      Pattern.compile("(?:[a-z0-9](?:[a-z0-9.-]*[a-z0-9])?|\\[[0-9a-f:.]+\\])(?::[0-9]{1,5})?");
  private static final String PART = "[a-z0-9]+(?:(?:\\.|_|__|-+)[a-z0-9]+)*+";
  private static final Pattern PATH = Pattern.compile(PART + "(?:/" + PART + ")*+");

  public Repository {
    if (!isHost(host) || !isPath(path)) {
      throw new IllegalArgumentException("Bad value for `repository`: " + host + "/" + path);
    }
  }

  /** Whether the first component of a name is a host and not part of a path. */
  static boolean isHost(String text) {
    boolean marked = text.contains(".") || text.contains(":") || text.equals("localhost");
    return marked
        && text.length() <= LONGEST
        && HOST.matcher(text).matches()
        && port(text) <= 65535;
  }

  static boolean isPath(String text) {
    return text.length() <= LONGEST && PATH.matcher(text).matches();
  }

  private static int port(String host) {
    int colon = host.lastIndexOf(':');
    return colon < 0 || host.endsWith("]") ? 0 : Integer.parseInt(host.substring(colon + 1));
  }

  /** The host without its port, without brackets. */
  public String hostname() {
    String name = port(host) > 0 ? host.substring(0, host.lastIndexOf(':')) : host;
    return name.startsWith("[") ? name.substring(1, name.length() - 1) : name;
  }

  /** Whether the registry is on this machine. */
  public boolean isLoopback() {
    String name = hostname();
    return name.equals("localhost") || name.equals("::1") || name.matches("127(\\.[0-9]{1,3}){3}");
  }

  /** The repository's name and every namespace above it, the longest first, down to the host. */
  public List<String> namespaces() {
    List<String> names = new ArrayList<>();
    String name = toString();
    while (name.length() > host.length()) {
      names.add(name);
      name = name.substring(0, name.lastIndexOf('/'));
    }
    names.add(host);
    return List.copyOf(names);
  }

  /** {@code registry.example/team/paddle}. */
  @Override
  public String toString() {
    return host + "/" + path;
  }
}
