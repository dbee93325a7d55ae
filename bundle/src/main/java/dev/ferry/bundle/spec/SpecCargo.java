package dev.ferry.bundle.spec;

import dev.ferry.bundle.carry.CarriedFaults;
import dev.ferry.bundle.carry.Fault;
import dev.ferry.bundle.yaml.Fields;
import dev.ferry.bundle.yaml.Mistakes;
import dev.ferry.bundle.yaml.Place;
import dev.ferry.bundle.yaml.YamlNode;
import dev.ferry.model.EnvironmentSpec;
import dev.ferry.model.EnvironmentSpec.Origin;
import dev.ferry.model.Target;
import dev.ferry.model.Text;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Checks the files that a spec names on this machine, before anything else is done for it. */
public final class SpecCargo {
  private SpecCargo() {}

  /**
   * Reads every local file that a spec carries.
   *
   * @param file of the spec
   * @param targets that it is used for
   * @throws dev.ferry.model.FerryException of kind USAGE with every mistake at its line
   */
  public static void check(Path file, List<Target> targets) {
    EnvironmentSpec spec = SpecReader.read(file);
    if (spec.files().isEmpty() && spec.interpreters().isEmpty()) {
      return;
    }
    Path folder = Optional.ofNullable(file.getParent()).orElse(Path.of(""));
    List<Fault> faults =
        CarriedFaults.of(spec, (origin, sha256) -> local(folder, origin), targets).all();
    if (faults.isEmpty()) {
      return;
    }
    Mistakes mistakes = new Mistakes(file.toString());
    Map<String, List<Fields>> entries = entries(SpecReader.mapping(file));
    for (Fault fault : faults) {
      Fields entry = entries.getOrDefault(fault.list(), List.of()).get(fault.index());
      Place place = entry.find(fault.field()).map(YamlNode::place).orElse(entry.place());
      mistakes.add(place, Text.of("`%s`: %s", "`%s`：%s", fault.field(), fault.text()));
    }
    mistakes.throwIfAny();
  }

  private static Optional<Path> local(Path folder, Origin origin) {
    return origin instanceof Origin.Local local
        ? Optional.of(folder.resolve(local.path()))
        : Optional.empty();
  }

  /** The entries once more, for their places; the file was read without a mistake before. */
  private static Map<String, List<Fields>> entries(YamlNode.Mapping root) {
    Mistakes unheard = new Mistakes("");
    Fields fields = Fields.of(root, SpecFields.KEYS, unheard);
    Map<String, List<Fields>> entries = new HashMap<>();
    entries.put("files", fields.mappings("files", FileFields.FILE_KEYS));
    entries.put("python", fields.mappings("python", FileFields.PYTHON_KEYS));
    return entries;
  }
}
