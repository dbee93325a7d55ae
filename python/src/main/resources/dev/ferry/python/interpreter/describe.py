import json, sys, sysconfig

# What Ferry must know of an interpreter of this machine: see HostPython.java.
print(json.dumps({
    "version": "%d.%d.%d" % sys.version_info[:3],
    "implementation": sys.implementation.name,
    "freethreaded": bool(sysconfig.get_config_var("Py_GIL_DISABLED")),
    "prefix": sys.base_prefix,
    "executable": getattr(sys, "_base_executable", None) or sys.executable,
    "headers": sysconfig.get_config_var("INCLUDEPY"),
}))
