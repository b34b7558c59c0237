"""An Airflow DAG: all briefs every working day, and one notebook by PapermillOperator.

Needs ``apache-airflow-providers-standard`` and ``apache-airflow-providers-papermill``, which bring papermill and a kernel; the
notebook's kernel ``xclib`` is made once by ``.venv/bin/python -m ipykernel install --user --name xclib``.
"""

from __future__ import annotations

from datetime import datetime, timedelta

from airflow import DAG
from airflow.providers.papermill.operators.papermill import PapermillOperator
from airflow.providers.standard.operators.bash import BashOperator

HOME = "/srv/xclib"

with DAG(
    "xclib_briefs",
    schedule="30 6 * * 1-5",
    start_date=datetime(2026, 1, 1),
    catchup=False,
    max_active_runs=1,
    default_args={"retries": 1, "retry_delay": timedelta(minutes=10)},
):
    briefs = BashOperator(task_id="briefs", bash_command=f"cd {HOME} && .venv/bin/xclib briefs")
    notebook = PapermillOperator(
        task_id="growth",
        input_nb=f"{HOME}/notebooks/growth.ipynb",
        output_nb="/var/lib/xclib/growth-{{ ds }}.ipynb",
        parameters={"report": "cn-110102-plan-2024", "lang": "zh"},
        kernel_name="xclib",
    )
