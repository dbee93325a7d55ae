package dev.ferry.python.install;

import dev.ferry.model.Text;

/** Where the members of a wheel go: the schemes of its {@code .data} folder, else site-packages. */
final class Destinations {
  private final EnvironmentPrefix prefix;

  Destinations(EnvironmentPrefix prefix) {
    this.prefix = prefix;
  }

  /** The path of a member in the environment. */
  String of(PlannedWheel wheel, String member) {
    String data = dataFolder(wheel);
    if (!member.startsWith(data)) {
      return prefix.sitePackages() + "/" + member;
    }
    String below = member.substring(data.length());
    int slash = below.indexOf('/');
    String scheme = slash < 0 ? below : below.substring(0, slash);
    String rest = slash < 0 ? "" : below.substring(slash + 1);
    String folder =
        switch (scheme) {
          case "purelib", "platlib" -> prefix.sitePackages() + "/";
          case "headers" -> "include/site/" + prefix.pythonName() + "/" + wheel.name() + "/";
          case "scripts" -> "bin/";
          case "data" -> "";
          default ->
              throw wheel.bad(Text.of("`%s` is in an unknown scheme", "`%s` 的安装方案未知", member));
        };
    if (!inside(rest)) {
      throw wheel.bad(Text.of("`%s` is not a path that may be installed", "`%s` 不是可安装的路径", member));
    }
    return folder + rest;
  }

  boolean isScript(PlannedWheel wheel, String member) {
    return member.startsWith(dataFolder(wheel) + "scripts/");
  }

  /** Refuses a path in a dist-info folder that is not the wheel's own. */
  void checkDistInfo(PlannedWheel wheel, String path) {
    String site = prefix.sitePackages() + "/";
    if (!path.startsWith(site)) {
      return;
    }
    String rest = path.substring(site.length());
    int slash = rest.indexOf('/');
    String top = slash < 0 ? rest : rest.substring(0, slash);
    if (top.endsWith(".dist-info") && !top.equals(wheel.archive().distInfo())) {
      throw wheel.bad(
          Text.of("it writes into another dist-info, `%s`", "它写入另一个 dist-info：`%s`", top));
    }
  }

  private static boolean inside(String path) {
    for (String name : path.split("/", -1)) {
      if (name.isEmpty() || name.equals(".") || name.equals("..")) {
        return false;
      }
    }
    return true;
  }

  private static String dataFolder(PlannedWheel wheel) {
    String info = wheel.archive().distInfo();
    return info.substring(0, info.length() - ".dist-info".length()) + ".data/";
  }
}
