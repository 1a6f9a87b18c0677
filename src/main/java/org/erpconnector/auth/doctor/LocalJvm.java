package org.erpconnector.auth.doctor;

import com.sun.tools.attach.AttachNotSupportedException;
import com.sun.tools.attach.VirtualMachine;
import java.io.IOException;

/** A Java process of this machine. The only class that links against the module jdk.attach, which a JRE may lack. */
final class LocalJvm {
    private LocalJvm() {}

    /** Where its MBeans answer, for its own user on this machine alone; its own agent is started for that. */
    static String address(String pid) throws UsageException {
        try {
            VirtualMachine machine = VirtualMachine.attach(pid);
            try {
                return machine.startLocalManagementAgent();
            } finally {
                machine.detach();
            }
        } catch (AttachNotSupportedException | IOException e) {
            throw new UsageException(
                    "the process " + pid + " cannot be asked (" + e.getClass().getSimpleName()
                            + "): it has to be a Java process of this machine, and the doctor run by its user",
                    e);
        }
    }
}
