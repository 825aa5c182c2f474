"""What every record of the model has in common."""

from pydantic import BaseModel, ConfigDict


class Model(BaseModel):
    """A frozen record that refuses keys it does not know."""

    model_config = ConfigDict(frozen=True, extra="forbid", use_attribute_docstrings=True, revalidate_instances="never")
