package dev.ferry.python.install;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.ferry.model.Failure;
import dev.ferry.model.FerryException;
import dev.ferry.model.Text;
import dev.ferry.python.install.PlannedFile.FromWheel;
import dev.ferry.python.install.PlannedFile.Link;
import dev.ferry.python.install.PlannedFile.Made;
import dev.ferry.python.wheel.WheelMember;
import dev.ferry.python.wheel.WheelRecordFile;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** Computes an {@link InstallationPlan}. */
public final class InstallationPlanner {
  /** Written by the installation itself, not by the plan: what was installed, and its test. */
  public static final String REPORT = "ferry-environment.json";

  private static final Set<String> REMADE =
      Set.of("RECORD", "RECORD.jws", "RECORD.p7s", "INSTALLER", "REQUESTED", "direct_url.json");
  private static final int LARGEST_SCRIPT = 1 << 20;

  private final EnvironmentPrefix prefix;
  private final Destinations destinations;
  private final TreeMap<String, PlannedFile> files = new TreeMap<>();
  private final Map<String, Map<String, PlannedFile>> installed = new HashMap<>();
  private final Set<String> reserved = new HashSet<>();
  private final List<Text> warnings = new ArrayList<>();

  private InstallationPlanner(EnvironmentPrefix prefix) {
    this.prefix = prefix;
    this.destinations = new Destinations(prefix);
  }

  /**
   * Plans an environment.
   *
   * @param wheels in any order; each name once
   * @throws FerryException of kind VERIFICATION where a wheel would write what it may not
   */
  public static InstallationPlan plan(EnvironmentPrefix prefix, List<PlannedWheel> wheels) {
    InstallationPlanner planner = new InstallationPlanner(prefix);
    planner.own();
    List<PlannedWheel> sorted =
        wheels.stream().sorted(Comparator.comparing(PlannedWheel::name)).toList();
    sorted.forEach(planner::wheel);
    sorted.forEach(planner::record);
    planner.noFileIsAFolder();
    return new InstallationPlan(planner.files, planner.warnings);
  }

  /** What belongs to no package. */
  private void own() {
    link("bin/python", prefix.executable());
    link("bin/python3", "python");
    link("bin/" + prefix.pythonName(), "python");
    link("lib64", "lib");
    made("pyvenv.cfg", 0644, EnvironmentScripts.pyvenv(prefix));
    made("bin/activate", 0644, EnvironmentScripts.activate(prefix));
    made("bin/ferry-run", 0755, EnvironmentScripts.run(prefix));
    String pth = EnvironmentScripts.pth(prefix);
    if (!pth.isEmpty()) {
      made(prefix.sitePackages() + "/ferry_env.pth", 0644, pth);
    }
    reserved.addAll(files.keySet());
    reserved.add(REPORT);
    reserved.add(prefix.sitePackages() + "/ferry_env.pth");
  }

  private void link(String path, String target) {
    files.put(path, new PlannedFile(path, 0777, PlannedFile.FERRY, new Link(target)));
  }

  private void made(String path, int mode, String text) {
    files.put(path, new PlannedFile(path, mode, PlannedFile.FERRY, new Made(text.getBytes(UTF_8))));
  }

  private void wheel(PlannedWheel wheel) {
    Map<String, PlannedFile> mine = new TreeMap<>();
    String info = wheel.archive().distInfo();
    WheelRecordFile record = wheel.archive().record();
    for (WheelMember member : wheel.archive().members()) {
      String path = member.path();
      boolean remade =
          path.startsWith(info + "/") && REMADE.contains(path.substring(info.length() + 1));
      if (!remade) {
        claim(wheel, mine, file(wheel, member, record));
      }
    }
    for (EntryPoints.Script script : EntryPoints.of(wheel)) {
      String path = "bin/" + script.name();
      byte[] launcher = Launchers.launcher(prefix.directory(), script).getBytes(UTF_8);
      mine.remove(path);
      claim(wheel, mine, new PlannedFile(path, 0755, wheel.name(), new Made(launcher)));
    }
    note(wheel, mine, "INSTALLER", "ferry\n");
    if (wheel.requested()) {
      note(wheel, mine, "REQUESTED", "");
    }
    installed.put(wheel.name(), mine);
    mine.values().forEach(file -> settle(wheel, file));
  }

  private void note(PlannedWheel wheel, Map<String, PlannedFile> mine, String name, String text) {
    String path = prefix.sitePackages() + "/" + wheel.archive().distInfo() + "/" + name;
    claim(wheel, mine, new PlannedFile(path, 0644, wheel.name(), new Made(text.getBytes(UTF_8))));
  }

  private PlannedFile file(PlannedWheel wheel, WheelMember member, WheelRecordFile record) {
    String path = destinations.of(wheel, member.path());
    boolean script = destinations.isScript(wheel, member.path());
    if (script && member.size() < LARGEST_SCRIPT) {
      byte[] bytes = wheel.archive().read(member, LARGEST_SCRIPT);
      Optional<byte[]> changed = Launchers.findWithInterpreter(prefix.directory(), bytes);
      if (changed.isPresent()) {
        return new PlannedFile(path, 0755, wheel.name(), new Made(changed.get()));
      }
    }
    WheelRecordFile.Row row =
        record
            .find(member.path())
            .filter(found -> !found.algorithm().isEmpty())
            .orElseThrow(
                () ->
                    wheel.bad(
                        Text.of(
                            "`%s` has no hash in RECORD", "`%s` 在 RECORD 中没有哈希", member.path())));
    int mode = script || member.executable() ? 0755 : 0644;
    FromWheel content = new FromWheel(wheel.digest(), member, row.algorithm(), row.hash());
    return new PlannedFile(path, mode, wheel.name(), content);
  }

  /** A wheel puts a file somewhere: it may, and only once. */
  private void claim(PlannedWheel wheel, Map<String, PlannedFile> mine, PlannedFile file) {
    String path = file.path();
    if (reserved.contains(path)) {
      throw wheel.bad(Text.of("it would replace `%s`", "它会覆盖 `%s`", path));
    }
    destinations.checkDistInfo(wheel, path);
    PlannedFile before = mine.put(path, file);
    if (before != null && !InstalledRecord.sameBytes(before, file)) {
      throw wheel.bad(Text.of("two of its files go to `%s`", "它有两个文件安装到 `%s`", path));
    }
  }

  /** Settles who owns a path that another package has too. */
  private void settle(PlannedWheel wheel, PlannedFile file) {
    PlannedFile other = files.get(file.path());
    if (other == null) {
      files.put(file.path(), file);
    } else if (!InstalledRecord.sameBytes(other, file)) {
      files.put(file.path(), file);
      Map<String, PlannedFile> theirs = installed.get(other.owner());
      if (theirs != null) {
        theirs.remove(file.path());
      }
      warnings.add(
          Text.of(
              "`%s` differs between `%s` and `%s`; the file of `%s` is used",
              "`%s` 在 `%s` 与 `%s` 中不同；采用 `%s` 的文件",
              file.path(),
              other.owner(),
              wheel.name(),
              wheel.name()));
    }
  }

  private void record(PlannedWheel wheel) {
    Map<String, PlannedFile> mine = installed.getOrDefault(wheel.name(), Map.of());
    String info = wheel.archive().distInfo();
    byte[] bytes = InstalledRecord.of(prefix.sitePackages(), info, mine.values());
    String path = prefix.sitePackages() + "/" + info + "/RECORD";
    files.put(path, new PlannedFile(path, 0644, wheel.name(), new Made(bytes)));
  }

  private void noFileIsAFolder() {
    for (String path : files.keySet()) {
      int slash = path.lastIndexOf('/');
      while (slash > 0) {
        PlannedFile above = files.get(path.substring(0, slash));
        if (above != null) {
          throw new FerryException(
              Failure.VERIFICATION,
              Text.of(
                  "`%s` lies below the file `%s` of `%s`",
                  "`%s` 位于文件 `%s`（`%s`）之下", path, above.path(), above.owner()));
        }
        slash = path.lastIndexOf('/', slash - 1);
      }
    }
  }
}
