package dev.ferry.python.build;

import dev.ferry.python.interpreter.HostPython;
import dev.ferry.python.requirement.Requirement;
import dev.ferry.python.resolve.BuildRecord;
import java.util.ArrayList;
import java.util.List;

/** The wheels that a build had before, whatever the sources offer today. */
final class RecordedRequirements implements BuildRequirements {
  private final List<BuildRecord.BuildRequirement> recorded;
  private final RecordedFiles files;

  RecordedRequirements(List<BuildRecord.BuildRequirement> recorded, RecordedFiles files) {
    this.recorded = List.copyOf(recorded);
    this.files = files;
  }

  @Override
  public List<BuildWheel> wheels(List<Requirement> requirements, HostPython python) {
    List<BuildWheel> wheels = new ArrayList<>();
    for (BuildRecord.BuildRequirement one : recorded) {
      SourceFiles.Fetched fetched = files.fetch(one.file(), one.sha256());
      String pin = one.name() + "==" + one.version();
      wheels.add(new BuildWheel(pin, fetched.digest(), fetched.path(), one.file()));
    }
    return wheels;
  }
}
