"""The same case as a process of viewflow: received, accepted, granted, each by a call and none by a form."""

from viewflow import this
from viewflow.workflow import flow


class PermitFlow(flow.Flow):
    """The leanest form viewflow has: handles instead of human tasks, so no assignment and no permission is paid for."""

    receive = flow.StartHandle(this.on_receive).Next(this.accept)
    accept = flow.Handle(this.on_accept).Next(this.grant)
    grant = flow.Handle(this.on_grant).Next(this.end)
    end = flow.End()

    def on_receive(self, activation, number, applicant, received_on, due_on):
        activation.process.data = {
            "number": number, "applicant": applicant, "received_on": received_on, "due_on": due_on,
        }  # fmt: skip
        return activation.process

    def on_accept(self, activation, accepted_on, due_on, statutory_due_on):
        said = {"accepted_on": accepted_on, "due_on": due_on, "statutory_due_on": statutory_due_on}
        activation.process.data |= said
        activation.process.save(update_fields=["data"])

    def on_grant(self, activation, decided_on):
        activation.process.data |= {"outcome": "granted", "decided_on": decided_on}
